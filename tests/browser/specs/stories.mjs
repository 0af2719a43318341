// A coordinator keeps a story with its consent, puts it into a report, and the member whose words
// they are takes it back.

import assert from 'node:assert/strict';
import {
  answer, assertNotice, assertRefused, bothWays, chapters, follow, lookAround, press, signIn, text,
} from '../support.mjs';

bothWays('stories', (house, javascript) => {
  const chapter = chapters();
  const words = javascript ? 'I learned to prune a pear tree.' : 'I learned to prune a plum tree.';
  let ruth;

  const see = (person, page) => (
    lookAround(person, `stories/${page}${javascript ? '' : '-plain'}`)
  );

  chapter('she keeps what Ann said, with her consent', async () => {
    ruth = await house().newPage({ javascript });
    await signIn(ruth, 'coordinator');
    await ruth.goto('/reports/activity');
    await follow(ruth, 'stories');
    await press(ruth, 'Keep the story');
    await assertRefused(ruth, 'Choose how they may be named');
    await see(ruth, 'list');
    await answer(ruth, {
      'What did they say?': words,
      'Who said it? (optional)': 'Ann Whitcombe',
    });
    await ruth.getByLabel('With the first name', { exact: true }).check();
    await ruth.getByLabel('In person', { exact: true }).check();
    await press(ruth, 'Keep the story');
    await assertNotice(ruth, 'The story is kept.');
    assert.match(await text(ruth), /Told by Ann Whitcombe\./);
  });

  chapter('it stands in the report that she hands over', async () => {
    await ruth.goto('/reports/activity?period=last-quarter&for=outside');
    await ruth.getByLabel('A story', { exact: true }).selectOption({ index: 1 });
    await press(ruth, 'Show');
    const said = await text(ruth);
    assert.ok(said.includes(words) && said.includes('In somebody’s own words'));
    await see(ruth, 'report');
    await ruth.context().close();
  });

  chapter('Ann reads what is kept and takes it back', async () => {
    const ann = await house().newPage({ javascript });
    await signIn(ann, 'member');
    await ann.goto('/me');
    await follow(ann, 'What you said for reports');
    assert.ok((await text(ann)).includes(words));
    await see(ann, 'own');
    await press(ann, 'Take it back');
    assert.ok((await text(ann)).includes('Nothing of yours is kept for that.'));
    await ann.context().close();
  });
});
