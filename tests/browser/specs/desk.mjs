// A coordinator's desk: approvals by keyboard and with a question, To do looked after, notes, two
// entries merged, people brought in. With scripts, and the same forms without.

import { after, before, describe } from 'node:test';
import assert from 'node:assert/strict';
import {
  assertHeading, assertNotice, assertRefused, chapters, follow, focused, lookAround, openFilters,
  openHouse, pick, press, signIn, text, turnTo,
} from '../support.mjs';

describe('the desk', () => {
  let house;
  let ruth;
  let plain;
  before(async () => {
    house = await openHouse();
    ruth = await house.newPage();
    plain = await house.newPage({ javascript: false });
    await signIn(ruth, 'coordinator');
    await signIn(plain, 'administrator');
  });
  after(async () => { await house?.close(); });
  const see = (page, name) => lookAround(page, `desk/${name}`);

  describe('approvals', () => {
    const chapter = chapters();

    chapter('the list is narrowed to what is worth a second look', async () => {
      await turnTo(plain, /^Approvals/);
      await openFilters(plain);
      await plain.getByLabel('Only', { exact: true }).selectOption({ label: 'Worth a second look' });
      await press(plain, 'Show');
      await see(plain, 'flagged-noscript');
    });

    chapter('twenty keys and a few clicks go through the queue', async (context) => {
      await turnTo(ruth, /^Approvals/);
      const boxes = ruth.locator('.tick[name="exchange"]');
      const waiting = await boxes.count();
      assert.ok(waiting > 3, `${waiting} wait`);
      await boxes.first().focus();
      let keys = 0;
      const stroke = async (key) => { keys += 1; await ruth.keyboard.press(key); };
      for (let row = 0; row < waiting; row += 1) {
        await stroke('Space');
        if (row < waiting - 1) await stroke('ArrowDown');
      }
      assert.equal(await ruth.locator('.tick[name="exchange"]:checked').count(), waiting);
      await see(ruth, 'keys');
      await boxes.last().focus();
      await Promise.all([ruth.waitForURL('**/approvals/check'), stroke('Enter')]);
      context.diagnostic(`${keys + 1} keys approve ${waiting} one by one; all on the page: 2 clicks`);
      await follow(ruth, 'Approvals');
    });

    chapter('Ruth asks the two of an exchange', async () => {
      const box = ruth.locator('.tick[name="exchange"]').first();
      await box.focus();
      await Promise.all([ruth.waitForURL('**/query'), ruth.keyboard.press('q')]);
      await assertHeading(ruth, 'Ask about this exchange');
      await press(ruth, 'Ask them');
      await assertRefused(ruth, 'Write what was said or done');
      await see(ruth, 'query-refused');
      await ruth.locator('#text').fill('Was the second hour a walk as well?');
      await press(ruth, 'Ask them');
      await assertNotice(ruth, 'The two are told and read your question.');
      assert.match(await text(ruth), /Ruth Calder asked on .*: “Was the second hour a walk/);
      await see(ruth, 'asked');
    });
  });

  describe('to do', () => {
    const chapter = chapters();

    chapter('a quiet member is rung, handed over and put off', async (context) => {
      await turnTo(ruth, 'To do');
      await see(ruth, 'to-do');
      const link = ruth.getByRole('link', { name: /^Note, hand over or put off/ }).first();
      await Promise.all([ruth.waitForURL('**/to-do/*/*'), link.click()]);
      await press(ruth, 'Keep the note');
      await assertRefused(ruth, 'Choose what kind of note it is');
      await see(ruth, 'care-refused');
      await pick(ruth, /^A telephone call/);
      await ruth.locator('#text').fill('Rang, no answer');
      await press(ruth, 'Keep the note');
      await assertNotice(ruth, 'Your note is kept.');
      await ruth.locator('#carer').selectOption({ label: 'Nia Bevan' });
      await press(ruth, 'Keep it');
      await assertNotice(ruth, 'It is kept who looks after it.');
      await pick(ruth, 'For a week');
      await press(ruth, 'Put it off');
      await assertNotice(ruth, 'It rests until then.');
      await see(ruth, 'care');
      context.diagnostic('find and note a call: 3 clicks and the words of the note');
      await turnTo(ruth, 'To do');
      assert.match(await text(ruth), /1 thing rests until later/);
    });

    chapter('the same without scripts', async () => {
      await turnTo(plain, 'To do');
      await follow(plain, 'Show it');
      assert.match(await text(plain), /Nia Bevan looks after it/);
      await see(plain, 'resting-noscript');
    });
  });

  describe('members', () => {
    const chapter = chapters();

    chapter('notes, and those that are private', async () => {
      await turnTo(ruth, 'Members');
      await ruth.goto('/members?q=joan+pellow');
      await follow(ruth, 'Joan Pellow');
      await follow(ruth, 'Notes');
      await pick(ruth, /^Private/);
      await ruth.locator('#text').fill('Would rather not be visited at present');
      await press(ruth, 'Keep the note');
      await see(ruth, 'notes');
      assert.doesNotMatch(await text(ruth), /rather not/);
      await press(ruth, 'Read what is private');
      assert.match(await text(ruth), /rather not/);
      await see(ruth, 'private');
    });

    chapter('people are brought in from a spreadsheet', async () => {
      await turnTo(ruth, 'Members');
      await follow(ruth, 'Bring in people from a spreadsheet');
      await press(ruth, 'Continue');
      await assertRefused(ruth, 'Choose a file, or paste its rows');
      await see(ruth, 'import-refused');
      await ruth.locator('#rows').fill(
        'Name,Email,Area\nClara Moss,clara.moss@example.org,Mill End\nClara Twin,,\n',
      );
      await press(ruth, 'Continue');
      await assertHeading(ruth, 'What is each column?');
      await press(ruth, 'Check every line');
      await press(ruth, 'Show what would happen');
      await assertHeading(ruth, /Bring in 2 people\?$/);
      await press(ruth, 'Bring them in');
      await assertNotice(ruth, '2 people brought in.');
    });

    chapter('two entries of one person become one', async () => {
      await ruth.goto('/members?q=clara+moss');
      await follow(ruth, 'Clara Moss');
      await follow(ruth, 'Clara Moss stands in the list twice');
      await ruth.locator('#who').fill('nobody at all');
      await press(ruth, 'Look at both');
      await assertRefused(ruth, 'Nobody here is called so');
      await see(ruth, 'merging-refused');
      await ruth.locator('#who').fill('clara tw');
      await press(ruth, 'Look at both');
      await see(ruth, 'merging');
      await press(ruth, 'Merge them');
      await assertNotice(ruth, 'The two entries are one.');
      await see(ruth, 'merged');
    });
  });

  chapters()('a key does nothing where no box has the focus', async () => {
    await turnTo(ruth, /^Approvals/);
    const here = ruth.url();
    await ruth.locator('main').click({ position: { x: 5, y: 5 } });
    await ruth.keyboard.press('q');
    assert.equal(ruth.url(), here);
    assert.notEqual((await focused(ruth)).kind, 'checkbox');
  });
});
