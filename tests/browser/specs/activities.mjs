// A group activity: planned, joined from a phone, its sheet printed, and settled line by line.

import { after, before, describe } from 'node:test';
import assert from 'node:assert/strict';
import {
  answer, assertHeading, assertNotice, assertRefused, chapters, follow, lookAround, openHouse,
  pick, press, PHONE, signIn, text, turnTo,
} from '../support.mjs';

// Fourteen people, typed as one would: the start of a name, one on each line. Those of the demo's
// own cast take part on every day that the tests run; of its other people one who does is added.
const CAST = [
  'dilys', 'harold', 'ivy', 'joan p', 'ken', 'mei', 'mo r', 'priya', 'tom b', 'walt', 'grace a',
  'ann w', 'nia b',
];

describe('a group activity', () => {
  let house;
  let ruth;
  before(async () => {
    house = await openHouse();
    ruth = await house.newPage();
    await signIn(ruth, 'coordinator');
  });
  after(async () => { await house?.close(); });
  const see = (page, name) => lookAround(page, `activities/${name}`);

  // The bank's own day: the demo runs today.
  const fill = async (page, title) => {
    const today = new Date();
    await answer(page, {
      'What is it?': title,
      Day: `${today.getDate()}`,
      Month: `${today.getMonth() + 1}`,
      Year: `${today.getFullYear()}`,
      'At what time? (optional)': '10am to midday',
      'Where? (optional)': 'St Bride’s hall',
      Hours: '2',
    });
  };

  describe('with scripts', () => {
    const chapter = chapters();
    let path;

    chapter('Ruth plans it', async () => {
      await turnTo(ruth, 'Activities');
      await see(ruth, 'none');
      await follow(ruth, 'Plan an activity');
      await press(ruth, 'Plan it');
      await assertRefused(ruth, 'Enter what the activity is');
      await see(ruth, 'plan-refused');
      await fill(ruth, 'Chair yoga');
      await press(ruth, 'Plan it');
      await assertNotice(ruth, 'The activity is planned.');
      path = new URL(ruth.url()).pathname;
    });

    chapter('Bob says on his phone that he comes', async () => {
      const bob = await house.newPage({ width: PHONE });
      await signIn(bob, 'bob@example.org');
      await turnTo(bob, 'Activities');
      await see(bob, 'list-member');
      await follow(bob, 'Chair yoga');
      await press(bob, 'I am coming');
      await assertNotice(bob, 'You are on the list.');
      await see(bob, 'signed-up');
      await bob.context().close();
    });

    chapter('Ruth adds those who rang: fourteen people in one box', async (context) => {
      await ruth.goto('/members?state=active&kind=person');
      const neighbour = await ruth.locator('tbody th a').first().innerText();
      await ruth.goto(path);
      const typed = [...CAST, neighbour.toLowerCase().slice(0, 9)].join('\n');
      await ruth.locator('#who').fill(typed);
      await pick(ruth, 'They come');
      await press(ruth, 'Put them on the list');
      await assertNotice(ruth, 'They are on the list.');
      await ruth.locator('#who').fill('samira');
      await pick(ruth, 'They lead it');
      await press(ruth, 'Put them on the list');
      context.diagnostic(`${typed.length + 1} keys and 2 clicks list ${CAST.length + 1} people`);
      assert.match(await text(ruth), /Samira Aziz leads it\. 15 people are on the list\./);
      await see(ruth, 'listed');
      await follow(ruth, 'Attendance sheet');
      await see(ruth, 'sheet');
    });

    chapter('she marks who came and looks at every line', async (context) => {
      await ruth.goto(path);
      await follow(ruth, 'Mark who came and settle it');
      await press(ruth, 'Work it out');
      await assertRefused(ruth, 'Choose who pays');
      await see(ruth, 'settle-refused');
      await ruth.getByRole('checkbox', { name: 'Harold Finch' }).uncheck();
      await ruth.getByLabel('How long Samira Aziz was there').fill('3h');
      await pick(ruth, /^Those who came share/);
      await press(ruth, 'Work it out');
      const told = await text(ruth);
      assert.match(told, /Samira Aziz, who led\s+\+3 h 00 min/);
      assert.match(told, /180 minutes among 14 people is 12 minutes each and 12 minutes over/);
      await see(ruth, 'preview');
      context.diagnostic('1 tick off, 2 keys, 3 clicks settle a group of 14');
      await press(ruth, 'Approve and write it');
      await assertNotice(ruth, 'The hours are written in the book');
      await see(ruth, 'settled');
    });

    chapter('it is taken back with a reason', async () => {
      await follow(ruth, 'Take the settlement back');
      await press(ruth, 'Take it back');
      await assertRefused(ruth, 'Say why it is taken back');
      await see(ruth, 'take-back-refused');
      await ruth.locator('#reason').fill('Harold was there after all');
      await press(ruth, 'Take it back');
      await assertNotice(ruth, 'It is taken back. The book has both lines.');
      await see(ruth, 'taken-back');
    });
  });

  describe('without scripts', () => {
    const chapter = chapters();

    chapter('the timebank pays, and credits everybody for coming', async () => {
      const plain = await house.newPage({ javascript: false });
      await signIn(plain, 'coordinator');
      await plain.goto('/activities/new');
      await fill(plain, 'A walk by the river');
      await press(plain, 'Plan it');
      await plain.locator('#who').fill('ivy\njoan p');
      await pick(plain, 'They come');
      await press(plain, 'Put them on the list');
      await follow(plain, 'Mark who came and settle it');
      await pick(plain, /credits everybody for coming/);
      await press(plain, 'Work it out');
      await assertHeading(plain, 'Settle A walk by the river');
      assert.match(await text(plain), /The account for running the bank\s+−4 h 00 min/);
      await see(plain, 'preview-noscript');
      await press(plain, 'Approve and write it');
      await assertNotice(plain, 'The hours are written in the book');
    });
  });
});
