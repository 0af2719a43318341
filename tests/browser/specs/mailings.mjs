// Telling many at once: filters, a look at how many, sending; and a word on every Home page.

import { after, before } from 'node:test';
import assert from 'node:assert/strict';
import {
  answer, assertHeading, assertNotice, assertRefused, bothWays, chapters, follow, lookAround,
  press, signedIn, text,
} from '../support.mjs';

bothWays('telling many at once', tell);

function tell(house, javascript) {
  const chapter = chapters();
  const what = `The lunch, ${javascript ? 'with' : 'without'} scripts`;
  let ann;
  let ruth;
  before(async () => {
    [ann, ruth] = await signedIn(house(), ['ann', 'ruth'], { javascript });
  });
  after(() => Promise.all([ann, ruth].map((page) => page?.context().close())));
  const see = (page, name) => lookAround(page, `mailings/${name}`);

  chapter('a coordinator chooses by filters and sees how many that is', async () => {
    await ruth.goto('/to-do');
    await follow(ruth, 'Telling people');
    await see(ruth, 'list');
    await follow(ruth, 'Write to members');
    await assertHeading(ruth, 'A message to members');
    await see(ruth, 'new');
    await press(ruth, 'Continue');
    await assertRefused(ruth, 'Enter what it is about, on one line');
    await answer(ruth, {
      'What is it about?': what, 'What would you like to say?': 'On Sunday.\nBring a plate.',
    });
    await press(ruth, 'Continue');
    await assertHeading(ruth, 'Check before you send');
    assert.match(await text(ruth), /Active members/);
    assert.match(await text(ruth), /By mail\s+\d+ members/);
    await see(ruth, 'check');
    await press(ruth, 'Change something');
    assert.equal(await ruth.getByLabel('What is it about?').inputValue(), what);
    await press(ruth, 'Continue');
  });

  chapter('sends it, and it is kept to whom and how many', async () => {
    await ruth.getByRole('button', { name: /^Send it to/ }).click();
    await assertNotice(ruth, 'It is on its way. Letters wait under Mail and letters.');
    await assertHeading(ruth, what);
    await see(ruth, 'sent');
    await ann.goto('/home');
    assert.ok((await text(ann)).includes(what));
    await ann.goto('/me/told');
    assert.ok((await text(ann)).includes('Bring a plate.'));
  });

  chapter('puts a word on every Home page, and takes it down', async () => {
    await ruth.goto('/mailings');
    await press(ruth, 'Put it up');
    await assertRefused(ruth, 'Enter the last day');
    const day = new Date(Date.now() + 9 * 24 * 60 * 60 * 1000);
    await answer(ruth, {
      'What is it about?': 'The office is closed', 'What should everybody know?': what,
      Day: `${day.getUTCDate()}`,
      Month: `${day.getUTCMonth() + 1}`,
      Year: `${day.getUTCFullYear()}`,
    });
    await press(ruth, 'Put it up');
    await assertNotice(ruth, 'It stands on everybody’s Home page now.');
    await see(ruth, 'announced');
    await ann.goto('/home');
    assert.ok((await text(ann)).includes('The office is closed'));
    await see(ann, 'home');
    await press(ruth, 'Take down The office is closed');
    await assertNotice(ruth, 'It is taken down.');
    await ann.goto('/home');
    assert.ok(!(await text(ann)).includes('The office is closed'));
  });
}
