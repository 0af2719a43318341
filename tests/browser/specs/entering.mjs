// Signing in without a password: Ruth prints a code for Bob, who types it, once with a slip of
// the finger, says that the tablet is his alone, and finds it under his details.

import { after, before } from 'node:test';
import assert from 'node:assert/strict';
import {
  answer, arrive, assertHeading, assertRefused, bothWays, chapters, follow, lookAround, press,
  signedIn, text,
} from '../support.mjs';

bothWays('signing in with a printed code', tell);

function tell(house, javascript) {
  const chapter = chapters();
  const see = (page, name) => lookAround(page, `entering/${name}`);
  const known = {};
  let ruth;
  let bob;
  before(async () => {
    [ruth] = await signedIn(house(), ['ruth'], { javascript });
    bob = await house().newPage({ javascript });
  });
  after(() => Promise.all([ruth, bob].map((page) => page?.context().close())));

  chapter('Ruth prints it on a letter', async () => {
    await ruth.goto('/members?q=Bob');
    await arrive(ruth, () => ruth.getByRole('link', { name: 'Bob Farrow' }).first().click());
    known.bob = new URL(ruth.url()).pathname;
    await press(ruth, 'Print a code to sign in');
    await assertHeading(ruth, 'A code for Bob Farrow');
    const letter = await ruth.getByRole('article', { name: 'Letter to Bob Farrow' }).innerText();
    known.code = letter.match(/Your code: (\S{4}-\S{4})/)[1];
    known.number = letter.match(/Your member number\s+(\S+)/)[1];
    await see(ruth, 'letter');
    await ruth.goto(known.bob);
    assert.match(await text(ruth), /A printed code waits until/);
    assert.match(await text(ruth), /Given a printed code to sign in/);
  });

  chapter('Bob slips, and is told so before a try is counted', async () => {
    await bob.goto('/sign-in?next=/statement');
    await see(bob, 'sign-in');
    await follow(bob, 'I have a printed code');
    await see(bob, 'code');
    const first = known.code[0] === 'C' ? 'D' : 'C';
    await answer(bob, {
      'Your member number': known.number,
      'The code': first + known.code.slice(1),
    });
    await press(bob, 'Sign in');
    await assertRefused(
      bob, 'A letter of the code is not right. Compare it with what is printed',
    );
    await see(bob, 'code-refused');
  });

  chapter('and comes to where he wanted to go', async () => {
    await bob.locator('#code').fill(known.code.toLowerCase().replace('-', ' '));
    await bob.locator('#device').check();
    await press(bob, 'Sign in');
    assert.equal(new URL(bob.url()).pathname, '/statement');
    const [cookie] = await bob.context().cookies();
    assert.ok(cookie.expires > Date.now() / 1000 + 29 * 86_400, 'it outlives the browser');
    await bob.goto('/me');
    assert.match(await text(bob), /Signed in with a printed code on .*, on your own device/);
    await see(bob, 'me');
  });

  chapter('the code has been used', async () => {
    const other = await house().newPage({ javascript });
    await other.goto('/code');
    await answer(other, { 'Your member number': known.number, 'The code': known.code });
    await press(other, 'Sign in');
    assert.equal(other.shown.status(), 422);
    await other.context().close();
  });
}
