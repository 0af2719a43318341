// What a coordinator does for others: hours from a paper slip, hours of her own that another
// decides, a new member and the link that lets them in.

import { after, before, describe } from 'node:test';
import assert from 'node:assert/strict';
import {
  answer, answerTheRest, assertHeading, assertNotice, assertRefused, chapters, choosePerson,
  exchangeOf, follow, logHours, lookAround, openHouse, pick, press, signIn, signOut, text, turnTo,
} from '../support.mjs';

describe('a coordinator acts for others', () => {
  let house;
  let ruth;
  before(async () => {
    house = await openHouse();
    ruth = await house.newPage();
    await signIn(ruth, 'coordinator');
  });
  after(async () => { await house?.close(); });

  const see = (page, name) => lookAround(page, `onbehalf/${name}`);
  const rowOf = (page, path) => page.locator(`main tbody tr:has(a[href="${path}"])`);

  describe('a paper slip that two people signed', () => {
    const chapter = chapters();
    const what = 'Turned the compost';
    let path;

    chapter('Ruth enters it', async () => {
      await turnTo(ruth, 'Enter hours');
      await assertHeading(ruth, 'Who told you?');
      await see(ruth, 'who-told');
      await press(ruth, 'Continue');
      await assertRefused(ruth, 'Select who told you');
      await assertRefused(ruth, 'Select how they told you');
      await see(ruth, 'who-told-refused');
      await pick(ruth, /^Both of them/);
      await pick(ruth, 'On a paper slip');
      await press(ruth, 'Continue');
      await assertHeading(ruth, 'Who helped?');
      await see(ruth, 'who-helped');
      await choosePerson(ruth, 'Joan Pellow');
      await assertHeading(ruth, 'Who did Joan help?');
      await see(ruth, 'who-was-helped');
      await choosePerson(ruth, 'Harold Finch');
      await assertHeading(ruth, 'What did Joan do for Harold?');
      await see(ruth, 'what');
      await answerTheRest(ruth, { kind: 'Gardening', what, when: 'Yesterday', minutes: 60 });
      const told = await text(ruth);
      for (const part of ['Joan and Harold, on a paper slip', 'Joan Pellow', 'Harold Finch']) {
        assert.ok(told.includes(part), `the answers say “${part}”`);
      }
      await see(ruth, 'check');
      await press(ruth, 'Write it down for approval');
      await assertHeading(ruth, 'Written down for approval');
      await see(ruth, 'written-down');
      path = exchangeOf(ruth);
    });

    chapter('it stands in the approvals as a paper slip, and she may approve it', async () => {
      await follow(ruth, 'Go to approvals');
      const row = rowOf(ruth, path);
      assert.match(await row.innerText(), /Joan Pellow helped Harold Finch/);
      assert.match(await row.innerText(), /Paper slip/);
      await row.getByRole('checkbox').check();
      await press(ruth, 'Approve selected');
      await press(ruth, 'Approve 1 exchange');
      await assertNotice(ruth, 'You approved 1 exchange, 1 hour.');
    });
  });

  describe('hours of her own', () => {
    const chapter = chapters();
    let path;

    chapter('Ruth logs them and Bob confirms them', async () => {
      path = await logHours(ruth, { who: 'Bob Farrow', what: 'Sorted old papers', minutes: 45 });
      const bob = await house.newPage();
      await signIn(bob, 'bob@example.org');
      await bob.goto(path);
      await press(bob, 'Confirm');
      await assertNotice(bob, 'It is confirmed.');
      await bob.context().close();
    });

    chapter('she cannot approve them, and is told why', async () => {
      await turnTo(ruth, /^Approvals/);
      const row = rowOf(ruth, path);
      assert.equal(await row.getByRole('checkbox').count(), 0, 'nothing to tick');
      assert.match(await row.innerText(), /You took part, so .* decides this one/);
      await row.getByRole('link').click();
      await ruth.waitForURL(`**${path}`);
      assert.ok((await text(ruth)).includes(
        'You took part in this exchange, so another coordinator decides it.',
      ));
      assert.equal(await ruth.getByRole('button', { name: 'Approve' }).count(), 0);
      await see(ruth, 'own-exchange');
    });

    chapter('Nia approves them', async () => {
      const nia = await house.newPage();
      await signIn(nia, 'administrator');
      await turnTo(nia, /^Approvals/);
      await rowOf(nia, path).getByRole('checkbox').check();
      await press(nia, 'Approve selected');
      await press(nia, 'Approve 1 exchange');
      await assertNotice(nia, 'You approved 1 exchange, 45 minutes.');
      await nia.context().close();
    });
  });

  describe('a new member', () => {
    const chapter = chapters();
    const email = 'clara.moss@example.org';
    const password = 'pebble harbour lamp';
    let link;

    chapter('Ruth adds her', async () => {
      await turnTo(ruth, 'Members');
      await follow(ruth, 'Add a member');
      await see(ruth, 'add-member');
      await answer(ruth, { 'Email address (optional)': 'clara at home' });
      await press(ruth, 'Add this member');
      await assertRefused(ruth, 'Enter the name');
      await assertRefused(ruth, 'Choose whether it is a person or an organisation');
      await see(ruth, 'add-member-refused');
      assert.equal(await ruth.locator('#email').inputValue(), 'clara at home');
      await pick(ruth, 'A person');
      await answer(ruth, {
        Name: 'Clara Moss', 'Known as (optional)': 'Clara', 'Email address (optional)': email,
        'Telephone number (optional)': '01632 960177', 'Area (optional)': 'Mill End',
      });
      await press(ruth, 'Add this member');
      await assertHeading(ruth, 'Clara Moss');
      await see(ruth, 'member-added');
    });

    chapter('she makes a link for her', async () => {
      await press(ruth, 'Make a link to sign in');
      await assertHeading(ruth, 'A link for Clara Moss');
      await see(ruth, 'invitation');
      link = (await ruth.locator('.digest').innerText()).replaceAll(/\s/g, '');
      assert.ok(link.startsWith(`${house.bank.address}/welcome/`), link);
    });

    chapter('Clara opens it, chooses a password, and signs in', async () => {
      const clara = await house.newPage();
      await clara.goto(link);
      await assertHeading(clara, 'Welcome, Clara');
      await see(clara, 'welcome');
      await clara.locator('#password').fill('short one');
      await press(clara, 'Set the password');
      await assertRefused(
        clara,
        'The password must be 12 characters or more. Three words in a row are easy to remember',
      );
      assert.equal(await clara.locator('#password').inputValue(), '', 'a password is never kept');
      await see(clara, 'welcome-refused');
      await clara.locator('#password').fill(password);
      await press(clara, 'Set the password');
      await assertNotice(clara, 'Your password is set. Sign in with it.');
      await see(clara, 'password-set');
      await signIn(clara, { name: email, password });
      await assertHeading(clara, 'Hello Clara. Your hours are even.');
      await see(clara, 'first-home');
      for (const place of ['Statement', 'My details']) {
        await turnTo(clara, place);
        await see(clara, `first-${place.toLowerCase().replace(' ', '-')}`);
      }
      await clara.goto('/exchanges');
      await see(clara, 'first-exchanges');
      await signOut(clara);
      await clara.waitForURL('**/sign-in*');

      await clara.goto(link);
      await assertHeading(clara, 'This link has been used or is too old');
      assert.equal(clara.shown.status(), 404);
      await see(clara, 'link-used');
      await clara.context().close();
    });

    chapter('nobody signs in with another password, or is told which word was wrong', async () => {
      const stranger = await house.newPage();
      const tries = [];
      for (const name of [email, 'nobody@example.org']) {
        await stranger.goto('/sign-in');
        await stranger.locator('#name').fill(name);
        await stranger.locator('#password').fill('not the password');
        await press(stranger, 'Sign in');
        assert.equal(await stranger.locator('#name').inputValue(), name, 'the name is kept');
        tries.push(await stranger.locator('.error-summary').innerText());
      }
      assert.equal(tries[0], tries[1]);
      await see(stranger, 'sign-in-refused');
      await stranger.context().close();
    });
  });
});
