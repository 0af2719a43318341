// Several people look after a bank: an administrator gives out the roles, a treasurer signs the
// end of a month, and a reader sees the figures and nobody's name.

import { after, before, describe } from 'node:test';
import assert from 'node:assert/strict';
import {
  answer, assertHeading, assertNotice, assertRefused, chapters, follow, lookAround, openHouse,
  pick, press, signIn, text, turnTo,
} from '../support.mjs';

for (const javascript of [true, false]) {
  describe(`several who look after a bank, ${javascript ? 'with' : 'without'} scripts`, () => {
    const chapter = chapters();
    const password = 'thistle anchor pewter';
    const vera = { name: 'vera@example.org', password };
    let house;
    let nia;
    let month;
    before(async () => {
      house = await openHouse();
      nia = await house.newPage({ javascript });
      await signIn(nia, 'administrator');
    });
    after(async () => { await house?.close(); });

    const see = (page, name) => lookAround(page, `offices/${name}${javascript ? '' : '-plain'}`);

    const member = async (name) => {
      await turnTo(nia, 'Members');
      await nia.goto(`/members?q=${encodeURIComponent(name)}`);
      await nia.locator('main tbody th a').first().click();
    };

    chapter('the places of the navigation stand on one line at 1280, the count in words', async () => {
      await nia.goto('/to-do');
      const tops = await nia.locator('.service-nav li').evaluateAll((items) => (
        items.map((item) => item.getBoundingClientRect().top)
      ));
      assert.equal(new Set(tops).size, 1, `one line: ${tops}`);
      const nav = await nia.locator('.service-nav').innerText();
      assert.match(nav, /\d+ waiting/);
    });

    chapter('Nia makes Bob the treasurer', async () => {
      await member('Bob');
      await follow(nia, 'Change the role');
      await see(nia, 'roles');
      await pick(nia, /^Treasurer/);
      await press(nia, 'Save the role');
      assert.match(await text(nia), /Treasurer/);
    });

    chapter('she adds a trustee, who only reads', async () => {
      await nia.goto('/members/new');
      await pick(nia, 'A person');
      await answer(nia, { Name: 'Vera Lunt', 'Email address (optional)': vera.name });
      await press(nia, 'Add this member');
      await follow(nia, 'Change the role');
      await pick(nia, /^Reader/);
      await press(nia, 'Save the role');
      await press(nia, 'Make a link to sign in');
      const link = (await nia.locator('.digest').innerText()).replaceAll(/\s/g, '');
      const page = await house.newPage({ javascript });
      await page.goto(link);
      await page.locator('#password').fill(password);
      await press(page, 'Set the password');
      await page.context().close();
    });

    chapter('the trustee reads the report and the books, and finds no name', async () => {
      const page = await house.newPage({ javascript });
      await signIn(page, vera);
      assert.equal(new URL(page.url()).pathname, '/reports/activity');
      await see(page, 'reader-report');
      for (const place of ['Check the books', 'The pot', 'My details']) {
        await turnTo(page, place);
        await see(page, `reader-${place.toLowerCase().replaceAll(' ', '-')}`);
        const told = await text(page);
        for (const name of ['Ann Whitcombe', 'Bob Farrow', 'Dilys']) {
          assert.ok(!told.includes(name), `${name} on ${place}`);
        }
      }
      for (const path of ['/people', '/members', '/requests', '/home', '/statement']) {
        const refused = await page.request.get(path, { maxRedirects: 0 });
        assert.equal(refused.status(), 403, path);
      }
      await page.context().close();
    });

    chapter('the committee decides that large grants are looked at twice', async () => {
      await nia.getByRole('banner').getByRole('link', { name: 'Settings' }).click();
      await follow(nia, 'Grants from the pot');
      await see(nia, 'grants-setting');
      await answer(nia, {
        'Somebody else looks at a grant over so many hours': '1',
        'Why, and who decided it': 'The committee, on 3 November',
      });
      await press(nia, 'Continue');
      await assertHeading(nia, 'What would change');
      assert.match(await text(nia), /Of \d+ grants? of the last 12 months/);
      await see(nia, 'grants-foreseen');
      await press(nia, 'Change the answers');
      assert.equal(await nia.locator('#second_over').inputValue(), '1');
      await press(nia, 'Continue');
      await press(nia, 'Save');
      assert.match(await text(nia), /Somebody else looks at every grant over 1 hour first/);
    });

    chapter('Nia proposes one, and Bob, the treasurer, gives it', async () => {
      await member('Dilys');
      await nia.waitForURL('**/members/*-*');
      await nia.goto(new URL(nia.url()).pathname.replace('/members/', '/people/'));
      await follow(nia, 'Give them hours from the pot');
      await nia.locator('#hours').fill('2');
      await nia.locator('#words').fill('A hard month, agreed by the committee');
      await press(nia, 'Continue');
      assert.match(await text(nia), /Somebody else looks at it first/);
      await see(nia, 'grant-check');
      await press(nia, 'Give them now');
      await see(nia, 'grant-waits');
      await follow(nia, /^2 hours for /);
      await see(nia, 'grant-own');
      assert.equal(await nia.getByRole('button', { name: 'Give them now' }).count(), 0);
      await turnTo(nia, 'To do');
      assert.match(await text(nia), /Grants to look at/);
      await see(nia, 'to-do');
      const bob = await house.newPage({ javascript });
      await signIn(bob, 'bob@example.org');
      await turnTo(bob, /^The pot/);
      await follow(bob, /^2 hours for /);
      await see(bob, 'grant-to-decide');
      await press(bob, 'Decline it');
      await assertRefused(bob, 'Say why it is declined');
      await press(bob, 'Give them now');
      await assertNotice(bob, 'The hours are given, and they have been told.');
      await bob.context().close();
    });

    chapter('Bob signs the month that Ruth has closed anew', async () => {
      const ruth = await house.newPage({ javascript });
      await signIn(ruth, 'coordinator');
      await ruth.goto('/books/months');
      month = await ruth.locator('main tbody th a').first().innerText();
      await follow(ruth, month);
      await follow(ruth, `Open ${month} again`);
      await pick(ruth, 'Something in it is to be put right');
      await answer(ruth, { 'In your own words': 'A slip had the wrong day' });
      await press(ruth, `Open ${month} again`);
      await press(ruth, `Close ${month} and sign`);
      await ruth.context().close();
      const bob = await house.newPage({ javascript });
      await signIn(bob, 'bob@example.org');
      await see(bob, 'treasurer-home');
      await turnTo(bob, 'Check the books');
      await follow(bob, /all months$/);
      await follow(bob, month);
      await see(bob, 'treasurer-month');
      await press(bob, `Sign ${month}`);
      await assertHeading(bob, `${month} is closed`);
      assert.match(await text(bob), /Signed by Ruth Calder and Bob/);
      await turnTo(bob, 'Reports');
      await see(bob, 'treasurer-report');
      await bob.context().close();
    });
  });
}
