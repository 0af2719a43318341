// What is new: asked for by the member, by a coordinator for somebody who rings, and what the page
// behind a link says that is over.

import { after, before } from 'node:test';
import assert from 'node:assert/strict';
import {
  arrive, assertHeading, assertNotice, bothWays, chapters, follow, lookAround, pick, press,
  signedIn, turnTo,
} from '../support.mjs';

bothWays('being told what is new', tell);

function tell(house, javascript) {
  const chapter = chapters();
  const see = (page, name) => lookAround(page, `digest/${name}`);
  let bob;
  let ruth;
  before(async () => {
    [bob, ruth] = await signedIn(house(), ['bob', 'ruth'], { javascript });
  });
  after(() => Promise.all([bob, ruth].map((page) => page?.context().close())));

  chapter('is chosen by the member', async () => {
    await turnTo(bob, 'My details');
    await follow(bob, 'Told what is new');
    await see(bob, 'own');
    await pick(bob, 'Once a week');
    await press(bob, 'Save');
    await assertNotice(bob, 'The choice is saved.');
  });

  chapter('is chosen by a coordinator for somebody who rings', async () => {
    await ruth.goto('/members?q=Bob');
    await arrive(ruth, () => ruth.getByRole('link', { name: 'Bob Farrow' }).first().click());
    await follow(ruth, 'Told what is new');
    await assertHeading(ruth, 'Would Bob like to be told what is new?');
    assert.ok(await ruth.getByRole('radio', { name: 'Once a week' }).isChecked());
    await see(ruth, 'by-coordinator');
    await pick(ruth, 'Rather not');
    await press(ruth, 'Save');
    await assertNotice(ruth, 'The choice is saved.');
  });

  chapter('a link that belongs to nobody says so', async () => {
    await bob.goto('/unsubscribe/nobody');
    assert.equal(bob.shown.status(), 404);
    await see(bob, 'no-link');
  });
}
