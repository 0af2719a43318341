// How somebody is best reached: Bob says it himself, Ruth reads it on his page and finds him by it.

import { after, before } from 'node:test';
import assert from 'node:assert/strict';
import {
  arrive, assertNotice, assertRefused, bothWays, chapters, follow, lookAround, pick, press,
  signedIn, text, turnTo,
} from '../support.mjs';

bothWays('how somebody is best reached', tell);

function tell(house, javascript) {
  const chapter = chapters();
  const see = (page, name) => lookAround(page, `needs/${name}`);
  let bob;
  let ruth;
  before(async () => {
    [bob, ruth] = await signedIn(house(), ['bob', 'ruth'], { javascript });
  });
  after(() => Promise.all([bob, ruth].map((page) => page?.context().close())));

  chapter('is said by the member', async () => {
    await turnTo(bob, 'My details');
    await follow(bob, 'How you are best reached');
    await see(bob, 'own');
    await bob.getByRole('checkbox', { name: 'Interpreter' }).check();
    await press(bob, 'Save');
    await assertRefused(bob, 'Enter the language');
    await see(bob, 'own-refused');
    await bob.locator('#interpreter').fill('Polish');
    await bob.locator('#other').fill('Ring in the evening');
    await pick(bob, 'In half a year');
    await press(bob, 'Save');
    await assertNotice(bob, 'It is saved.');
  });

  chapter('is read by a coordinator, who finds him by it', async () => {
    await ruth.goto('/members?need=interpreter');
    await see(ruth, 'found');
    await arrive(ruth, () => ruth.getByRole('link', { name: 'Bob Farrow' }).first().click());
    assert.match(await text(ruth), /Interpreter: Polish\. Ring in the evening\./);
    await see(ruth, 'member');
    await follow(ruth, 'How Bob is best reached');
    await see(ruth, 'by-coordinator');
    await ruth.getByRole('checkbox', { name: 'Interpreter' }).uncheck();
    await ruth.locator('#other').fill('');
    await press(ruth, 'Save');
    await assertNotice(ruth, 'It is saved.');
  });

  chapter('comes with languages and times that all members read', async () => {
    await turnTo(bob, 'My details');
    await follow(bob, 'Your languages and times');
    await bob.getByLabel('Other languages (optional)').fill('welsh, Polish');
    await bob.getByRole('checkbox', { name: 'On weekday mornings' }).check();
    await see(bob, 'languages');
    await press(bob, 'Save');
    await assertNotice(bob, 'It is saved.');
    await ruth.goto('/people');
    await arrive(ruth, () => ruth.getByRole('link', { name: 'Bob Farrow' }).first().click());
    assert.match(await text(ruth), /Also speaks\s+Welsh and Polish/);
    assert.match(await text(ruth), /Usually free\s+On weekday mornings/);
    await see(ruth, 'person');
  });

  chapter('stands on To do when it is to be asked again, or when somebody wants to be rung',
    async () => {
      await ruth.goto('/to-do');
      assert.match(await text(ruth), /Walt Jessop/);
      await see(ruth, 'to-do');
    });
}
