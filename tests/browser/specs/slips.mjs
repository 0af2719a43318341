// A box of paper slips by keyboard alone: every key is counted. Then the same without scripts.

import { after, before, describe } from 'node:test';
import assert from 'node:assert/strict';
import {
  answer, assertHeading, assertNotice, assertRefused, chapters, follow, lookAround, openHouse, pick,
  press, signIn, tabTo, text, turnTo,
} from '../support.mjs';

// What is written on the paper, and what is typed of it. The first line has the date.
const SLIPS = [
  ['19 11', 'tom br', 'dilys', '1.5', 'sm', '101'],
  ['', 'ivy', 'joan', '45', 'sew', '102'],
  ['', 'joan', 'harold', '1:30', 'compa', '103'],
  ['', '"', 'ivy', '1', '"', '104'],
  ['20 11', 'mei', 'joan', '1h15', 'sew', '105'],
];
// A person types this many keys for a slip, Tab and Enter included, with names of a few letters.
const KEYS_PER_SLIP = 25;

describe('a box of paper slips', () => {
  let house;
  let ruth;
  before(async () => {
    house = await openHouse();
    ruth = await house.newPage();
    await signIn(ruth, 'coordinator');
  });
  after(async () => { await house?.close(); });

  const see = (page, name) => lookAround(page, `slips/${name}`);
  const begin = async (page) => {
    await turnTo(page, 'Enter hours');
    await follow(page, 'Type them line by line');
    await assertHeading(page, 'Paper slips');
    await answer(page, {
      'Where do they come from?': 'The box at The Wharf',
      'How many slips are there? (optional)': '5',
      'How many hours do they add up to? (optional)': '6',
    });
    await pick(page, /^Both people/);
    await press(page, 'Begin');
    await assertHeading(page, /Enter paper slips$/);
  };
  const result = (page, box) => page.locator(`#${box}-result`);

  describe('typed by keyboard', () => {
    const chapter = chapters();

    chapter('Ruth begins', async () => {
      await ruth.goto('/slips');
      await press(ruth, 'Begin');
      await assertRefused(ruth, 'Choose who signed the slips');
      await see(ruth, 'begin-refused');
      await begin(ruth);
      await see(ruth, 'empty');
    });

    chapter('each slip takes few keys', async (context) => {
      let keys = 0;
      const stroke = async (key) => { keys += 1; await ruth.keyboard.press(key); };
      const type = async (words) => { for (const key of words) await stroke(key); };
      const kept = (line) => ruth.waitForResponse((got) => got.url().endsWith(`/lines/${line}`));
      await tabTo(ruth, 'Date, line 1');
      for (const [index, [day, ...rest]] of SLIPS.entries()) {
        const line = index + 1;
        if (day !== '' && index > 0) await stroke('Shift+Tab');
        if (day !== '') { await type(day); await stroke('Tab'); }
        for (const [place, words] of rest.entries()) {
          await type(words);
          const done = kept(line);
          await stroke(place === rest.length - 1 ? 'Enter' : 'Tab');
          await done;
        }
      }
      const each = keys / SLIPS.length;
      context.diagnostic(`${keys} keys for ${SLIPS.length} slips: ${each} for each`);
      assert.ok(each <= KEYS_PER_SLIP, `${each} keys for each slip`);
      const named = await result(ruth, 'giver-1').innerText();
      assert.match(named, /^Tom Brindle, W-/);
      await ruth.locator('#totals', { hasText: 'Typed, 5 slips' }).waitFor();
      await see(ruth, 'typed');
    });

    chapter('what was kept is there when the connection was cut', async () => {
      const other = await house.newPage();
      await signIn(other, 'coordinator');
      await other.goto(new URL(ruth.url()).pathname);
      assert.equal(await other.locator('#giver-1').inputValue(), 'tom br');
      assert.equal(await other.locator('#slip-5').inputValue(), '105');
      await other.context().close();
    });

    chapter('a name that two people have is asked for', async () => {
      await ruth.locator('#giver-6').fill('a');
      await ruth.keyboard.press('Tab');
      const choice = ruth.locator('button[name="pick"][value^="giver-6="]').first();
      await choice.waitFor();
      await see(ruth, 'which-one');
      const name = (await choice.innerText()).split('\n')[0];
      await choice.click();
      await result(ruth, 'giver-6').filter({ hasText: name }).waitFor();
      const boxes = ['day', 'giver', 'receiver', 'length', 'kind', 'slip'];
      for (const box of boxes) await ruth.locator(`#${box}-6`).fill('');
      await ruth.keyboard.press('Tab');
      await ruth.locator('#totals', { hasText: 'Typed, 5 slips' }).waitFor();
    });

    chapter('they are checked and entered in one go', async () => {
      await ruth.locator('#giver-1').focus();
      await Promise.all([ruth.waitForURL('**/check'), ruth.keyboard.press('Control+Enter')]);
      await assertHeading(ruth, /Enter 5 slips\?$/);
      assert.match(await text(ruth), /The hours agree with the paper/);
      await see(ruth, 'check');
      await press(ruth, 'Enter 5 slips');
      await assertNotice(ruth, '5 slips entered, 6 hours.');
      await see(ruth, 'entered');
      await follow(ruth, 'Go to approvals');
      assert.match(await text(ruth), /Tom Brindle helped Dilys Prosser/);
    });

    chapter('the same slip again is marked with the one it resembles', async () => {
      await begin(ruth);
      for (const [place, box] of ['day', 'giver', 'receiver', 'length', 'kind', 'slip'].entries()) {
        await ruth.locator(`#${box}-1`).fill(SLIPS[0][place]);
      }
      await ruth.keyboard.press('Tab');
      await ruth.getByRole('link', { name: /^Like W-/ }).waitFor();
      await see(ruth, 'alike');
    });

    chapter('empty slips are printed', async () => {
      await ruth.goto('/slips/printed?q=joan+pellow');
      assert.match(await text(ruth), /Joan Pellow W-\d{4}-\d/);
      await see(ruth, 'printed');
    });
  });

  describe('typed where no script runs', () => {
    const chapter = chapters();
    let plain;

    chapter('Ruth types two slips and pastes two more', async () => {
      plain = await house.newPage({ javascript: false });
      await signIn(plain, 'coordinator');
      await begin(plain);
      const boxes = ['day', 'giver', 'receiver', 'length', 'kind', 'slip'];
      for (const [line, slip] of [['1', ['21 11', 'walt', 'harold', '2', 'gard', '']]]) {
        for (const [place, box] of boxes.entries()) {
          await plain.locator(`#${box}-${line}`).fill(slip[place]);
        }
      }
      await press(plain, 'Keep what is typed');
      const named = await result(plain, 'giver-1').innerText();
      assert.match(named, /^Walt /);
      await follow(plain, 'Paste from a spreadsheet');
      await see(plain, 'paste-noscript');
      await plain.locator('#lines').fill('20/11/2026\tdilys\tmei\t01:15\tcook\t201\n');
      await press(plain, 'Put them in the grid');
      await assertNotice(plain, 'The rows stand in the grid.');
      await see(plain, 'grid-noscript');
    });

    chapter('a line that is not understood is named', async () => {
      await plain.locator('#giver-3').fill('nobody at all');
      await press(plain, 'Check the slips');
      await assertRefused(plain, 'Line 3: Nobody here is called so');
      await see(plain, 'refused-noscript');
      for (const box of ['day', 'giver']) await plain.locator(`#${box}-3`).fill('');
      await press(plain, 'Check the slips');
      await press(plain, /^Enter 2 slips/);
      await assertNotice(plain, '2 slips entered, 3 hours 15 minutes.');
    });
  });
});
