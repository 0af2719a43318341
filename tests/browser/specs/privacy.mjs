// Who can reach whom, and two who are kept apart; the one who is blocked is told nothing.

import { after, before } from 'node:test';
import assert from 'node:assert/strict';
import {
  assertHeading, assertNotice, bothWays, chapters, follow, lookAround, press, signedIn, text,
  turnTo,
} from '../support.mjs';

bothWays('who meets whom', tell);

function tell(house, javascript) {
  const chapter = chapters();
  let ann;
  let bob;
  let ruth;
  before(async () => {
    [ann, bob, ruth] = await signedIn(house(), ['ann', 'bob', 'ruth'], { javascript });
  });
  after(() => Promise.all([ann, bob, ruth].map((page) => page?.context().close())));
  const see = (page, name) => lookAround(page, `privacy/${name}`);
  const person = async (page, name) => {
    await page.goto(`/people?q=${encodeURIComponent(name)}`);
    return page.getByRole('link', { name, exact: true }).count();
  };

  chapter('a member chooses who sees the telephone number', async () => {
    await turnTo(ann, 'My details');
    await follow(ann, 'Who can reach you');
    await assertHeading(ann, 'Who can reach you');
    await see(ann, 'contact');
    await ann.getByRole('group', { name: 'Telephone' }).getByLabel('All members').check();
    await press(ann, 'Save');
    await assertNotice(ann, 'The choice is saved.');
    await person(bob, 'Ann Whitcombe');
    await follow(bob, 'Ann Whitcombe');
    assert.match(await text(bob), /01632 960/);
    await see(bob, 'person');
  });

  chapter('she blocks somebody, and neither finds the other', async () => {
    await person(ann, 'Bob Farrow');
    await follow(ann, 'Bob Farrow');
    await follow(ann, 'Block Bob');
    await assertHeading(ann, 'Block Bob Farrow?');
    await see(ann, 'ask');
    await press(ann, 'Block Bob Farrow');
    await assertNotice(ann, 'It is done, and nobody is told.');
    await see(ann, 'blocks');
    assert.equal(await person(bob, 'Ann Whitcombe'), 0);
    assert.equal(await person(ann, 'Bob Farrow'), 0);
  });

  chapter('a coordinator sees that the two are kept apart', async () => {
    await ruth.goto('/members?q=Bob+Farrow');
    await ruth.getByRole('link', { name: 'Bob Farrow', exact: true }).click();
    assert.match(await text(ruth), /Keep apart from\s+Ann Whitcombe/);
    await see(ruth, 'member');
  });

  chapter('and she takes it back', async () => {
    await ann.goto('/me/blocks');
    await press(ann, 'Unblock Bob Farrow');
    await assertNotice(ann, 'It is taken back. You find each other again.');
    await see(ann, 'blocks-empty');
    assert.ok(await person(bob, 'Ann Whitcombe') > 0);
  });
}
