// How somebody is told: chosen by the member or by a coordinator on the telephone; a letter is
// printed and posted.

import { after, before } from 'node:test';
import assert from 'node:assert/strict';
import {
  arrive, assertHeading, assertNotice, bothWays, chapters, follow, logHours, lookAround, press,
  signedIn, text, turnTo,
} from '../support.mjs';

bothWays('how somebody is told', tell);

function tell(house, javascript) {
  let bob;
  let ann;
  let ruth;
  before(async () => {
    [ann, bob, ruth] = await signedIn(house(), ['ann', 'bob', 'ruth'], { javascript });
  });
  after(() => Promise.all([ann, bob, ruth].map((page) => page?.context().close())));

  const chapter = chapters();
  const see = (page, name) => lookAround(page, `told/${name}`);
  const asked = (page) => page.getByRole('group', { name: 'When somebody waits for an answer' });
  const what = javascript ? 'Read the small print' : 'Read the large print';

  chapter('is chosen by the member, topic by topic', async () => {
    await turnTo(bob, 'My details');
    await follow(bob, 'How you are told');
    await see(bob, 'own');
    await asked(bob).getByLabel('By post').check();
    await press(bob, 'Save');
    await assertNotice(bob, 'The choice is saved.');
    assert.ok(await asked(bob).getByLabel('By post').isChecked());
  });

  chapter('brings a letter when somebody waits', async () => {
    await logHours(ann, { who: 'Bob Farrow', kind: 'Gardening', what, minutes: 60 });
    // The postman looks every few seconds.
    for (let ready = false; !ready;) {
      await ruth.goto('/post');
      ready = await ruth.getByRole('link', { name: 'Print the letters' }).count() > 0;
    }
    await see(ruth, 'post');
    await follow(ruth, 'Print the letters');
    await assertHeading(ruth, 'Letters to print');
    const letter = ruth.getByRole('article', { name: 'Letter to Bob Farrow' });
    assert.match(await letter.innerText(), /Dear Bob/);
    assert.match(await letter.innerText(), /17 Allotment Walk/);
    assert.match(await letter.innerText(), /Ann Whitcombe says they helped you for 1 hour/);
    await see(ruth, 'letters');
    await press(ruth, 'They are posted');
    await assertNotice(ruth, 'The letters are marked as posted.');
    assert.match(await text(ruth), /No letter waits/);
    await see(ruth, 'post-empty');
  });

  chapter('stands on the website as well', async () => {
    await bob.goto('/me/told');
    assert.match(await text(bob), /Ann Whitcombe says/);
  });

  chapter('is chosen by a coordinator for somebody who rings', async () => {
    await turnTo(ruth, 'Members');
    await ruth.goto('/members?q=Bob');
    await arrive(ruth, () => ruth.getByRole('link', { name: 'Bob Farrow' }).first().click());
    await follow(ruth, 'How Bob is told');
    await see(ruth, 'by-coordinator');
    await asked(ruth).getByLabel('On this website only').check();
    await press(ruth, 'Save');
    await assertNotice(ruth, 'The choice is saved.');
    await bob.goto('/me/told');
    assert.ok(await asked(bob).getByLabel('On this website only').isChecked());
  });
}
