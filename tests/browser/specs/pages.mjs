// A coordinator writes a page, looks at it, publishes it and changes it; a member finds it at the
// foot of each page; a stranger reads the opening words of the page on joining.

import assert from 'node:assert/strict';
import {
  answer, arrive, assertHeading, assertNotice, assertRefused, bothWays, chapters, follow, lookAround,
  press, signIn, text,
} from '../support.mjs';

bothWays('pages of our own', (house, javascript) => {
  const chapter = chapters();
  const title = javascript ? 'The tool shed' : 'The seed library';
  let ruth;

  const see = (person, page) => lookAround(person, `pages/${page}${javascript ? '' : '-plain'}`);

  chapter('she writes one and looks at it first', async () => {
    ruth = await house().newPage({ javascript });
    await signIn(ruth, 'coordinator');
    await ruth.goto('/mailings');
    await follow(ruth, 'Pages of our own');
    await see(ruth, 'list');
    await follow(ruth, 'Write a page');
    await press(ruth, 'Look at it first');
    await assertRefused(ruth, 'Enter a title of 80 characters or less');
    await answer(ruth, {
      Title: title,
      Text: '# Open\n\n- Mondays\n- **Saturdays**\n\n[Ask us](/help) <b onclick="x()">now</b>',
    });
    await ruth.getByLabel('Members', { exact: true }).check();
    await ruth.locator('#foot').check();
    await see(ruth, 'form');
    await press(ruth, 'Look at it first');
    await assertHeading(ruth, 'Look before you publish');
    await see(ruth, 'preview');
    await press(ruth, 'Change something');
    assert.equal(await ruth.getByLabel('Title', { exact: true }).inputValue(), title);
    await press(ruth, 'Look at it first');
    await press(ruth, 'Publish it');
    await assertNotice(ruth, 'The page is published.');
    await assertHeading(ruth, title);
    assert.equal(await ruth.locator('main [onclick]').count(), 0);
    await see(ruth, 'page');
  });

  chapter('a member finds it at the foot of each page', async () => {
    const ann = await house().newPage({ javascript });
    await signIn(ann, 'member');
    const foot = ann.getByRole('contentinfo');
    await arrive(ann, () => foot.getByRole('link', { name: title, exact: true }).click());
    await assertHeading(ann, title);
    assert.match(await text(ann), /Mondays/);
    assert.equal(await ann.locator('main h2').first().textContent(), 'Open');
    await see(ann, 'member');
    await ann.context().close();
  });

  chapter('she changes it, and both versions stay', async () => {
    await follow(ruth, 'Change it');
    await answer(ruth, { Text: 'Closed in *winter*.' });
    await press(ruth, 'Look at it first');
    await press(ruth, 'Publish it');
    await assertNotice(ruth, 'The page is published.');
    await follow(ruth, 'Versions so far');
    await assertHeading(ruth, `Versions of “${title}”`);
    assert.match(await text(ruth), /Version 2[^]*Version 1/);
    await see(ruth, 'versions');
    await ruth.goBack();
    await press(ruth, 'Withdraw it');
    await assertNotice(ruth, 'It is withdrawn.');
  });

  chapter('a stranger reads the opening words', async () => {
    await follow(ruth, 'Write them');
    await answer(ruth, { Text: 'Come to the **kettle** on Thursday.' });
    await see(ruth, 'opening');
    await press(ruth, 'Look at it first');
    await press(ruth, 'Publish it');
    await assertNotice(ruth, 'The opening words are published.');
    await ruth.context().close();
    const stranger = await house().newPage({ javascript });
    await stranger.goto('/join');
    assert.match(await text(stranger), /Come to the kettle on Thursday\./);
    await see(stranger, 'join');
    await stranger.context().close();
  });
});
