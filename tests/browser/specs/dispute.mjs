// When the two do not agree: a dispute and its decision, a withdrawal, and hours that are taken
// back after they were written in the book.

import { after, before, describe } from 'node:test';
import assert from 'node:assert/strict';
import {
  answer, answerLength, assertHeading, assertNotice, assertRefused, chapters, follow, logHours,
  lookAround, openHouse, press, readStatement, signedIn, text, turnTo,
} from '../support.mjs';

describe('hours that are not as they were logged', () => {
  let house;
  let ann;
  let bob;
  let ruth;
  before(async () => {
    house = await openHouse();
    [ann, bob, ruth] = await signedIn(house, ['ann', 'bob', 'ruth']);
  });
  after(async () => { await house?.close(); });

  const see = (page, name) => lookAround(page, `dispute/${name}`);
  const linesAbout = async (page, what) => {
    await turnTo(page, 'Statement');
    const { lines, closing } = await readStatement(page);
    return { lines: lines.filter(({ about }) => about.includes(what)), closing };
  };

  describe('a dispute', () => {
    const chapter = chapters();
    const what = 'Painted the gate, both sides';
    const known = {};

    chapter('Bob says that it was shorter than Ann logged', async () => {
      known.ann = (await linesAbout(ann, what)).closing;
      known.bob = (await linesAbout(bob, what)).closing;
      known.path = await logHours(ann, {
        who: 'Bob Farrow', kind: 'Decorating', what, minutes: 180,
      });
      await bob.goto(known.path);
      await follow(bob, 'Something is wrong');
      await assertHeading(bob, 'What is wrong?');
      await see(bob, 'what-is-wrong');
      await answer(bob, { Hours: '1', Minutes: 'half' });
      await press(bob, 'Send to a coordinator');
      await assertRefused(bob, 'Say what is wrong');
      await assertRefused(bob, 'Minutes must be a whole number, like 30');
      await see(bob, 'what-is-wrong-refused');
      assert.equal(await bob.locator('#minutes').inputValue(), 'half');
      await bob.locator('#reason').fill('She had her lunch in between.');
      await answerLength(bob, 120);
      await press(bob, 'Send to a coordinator');
      await assertNotice(bob, 'A coordinator has been told and decides with both of you.');
      await see(bob, 'disputed');
    });

    chapter('Ann reads what he says', async () => {
      await ann.goto(known.path);
      const told = await text(ann);
      assert.ok(told.includes('Bob Farrow says it was 2 hours.'));
      assert.ok(told.includes('“She had her lunch in between.”'));
      await see(ann, 'disputed-for-the-other');
    });

    chapter('Ruth finds it in her to-do list and decides', async () => {
      await ruth.goto('/to-do');
      await follow(ruth, 'Bob Farrow says it was 2 hours, not 3 hours');
      await see(ruth, 'to-decide');
      await follow(ruth, 'Decide how long it was');
      await assertHeading(ruth, 'Decide how long it was');
      assert.equal(await ruth.locator('#hours').inputValue(), '2', 'begins with what he says');
      await see(ruth, 'decision');
      await answerLength(ruth, 150);
      await press(ruth, 'Decide');
      await assertRefused(ruth, 'Say why you decide so');
      assert.equal(await ruth.locator('#minutes').inputValue(), '30');
      await see(ruth, 'decision-refused');
      await answer(ruth, { 'Why you decide so': 'Half an hour of it was lunch, they both say.' });
      await press(ruth, 'Decide');
      await assertNotice(ruth, 'It is decided, and waits to be approved.');
      await see(ruth, 'decided');
    });

    chapter('she approves it, and both statements have the decided length', async () => {
      await press(ruth, 'Approve');
      await assertNotice(ruth, 'It is approved and stands in both statements.');
      await see(ruth, 'approved');
      for (const [page, who, sign] of [[ann, 'ann', 1], [bob, 'bob', -1]]) {
        const { lines, closing } = await linesAbout(page, what);
        assert.equal(lines.length, 1);
        assert.equal(lines[0].incoming || -lines[0].outgoing, sign * 150);
        assert.equal(closing, known[who] + sign * 150);
      }
    });

    chapter('it is taken back, and both statements show both lines', async () => {
      await follow(ruth, 'Take it back');
      await assertHeading(ruth, 'Take this exchange back');
      await see(ruth, 'reversal');
      await press(ruth, 'Take it back');
      await assertRefused(ruth, 'Say why it is taken back');
      await see(ruth, 'reversal-refused');
      const why = 'It was the wrong gate';
      await answer(ruth, { 'Why it is taken back': why });
      await press(ruth, 'Take it back');
      await assertNotice(ruth, 'It is taken back. Both statements show the two lines.');
      await see(ruth, 'reversed');
      for (const [page, who, sign] of [[ann, 'ann', 1], [bob, 'bob', -1]]) {
        const first = await linesAbout(page, what);
        assert.equal(first.lines.length, 1, 'the first line stays');
        assert.match(first.lines[0].about, /Put right by a later line/);
        const second = await linesAbout(page, why);
        assert.equal(second.lines.length, 1, 'a second line takes it back');
        assert.equal(second.lines[0].incoming || -second.lines[0].outgoing, sign * -150);
        assert.equal(second.closing, known[who], 'the balance is what it was');
        await see(page, `statement-${who}-taken-back`);
      }
    });

    chapter('nobody can take it back again', async () => {
      await ruth.goto(`${known.path}/reversal`);
      assert.equal(new URL(ruth.url()).pathname, known.path);
      assert.ok((await text(ruth)).includes('“It was the wrong gate”'));
    });
  });

  describe('a withdrawal', () => {
    const chapter = chapters();
    const what = 'A lift that never happened';
    const known = {};

    chapter('Ann withdraws what she logged', async () => {
      known.ann = (await linesAbout(ann, what)).closing;
      known.path = await logHours(ann, { who: 'Bob Farrow', kind: 'Lifts', what, minutes: 30 });
      await follow(ann, 'See this exchange');
      await follow(ann, 'Withdraw it');
      await assertHeading(ann, 'Withdraw this exchange');
      await see(ann, 'withdrawal');
      await answer(ann, { 'Why (optional)': 'The car would not start.' });
      await press(ann, 'Withdraw it');
      await assertNotice(ann, 'It is withdrawn. Nothing is written in the book.');
      await see(ann, 'withdrawn');
    });

    chapter('Bob reads why, and is asked no more', async () => {
      await bob.goto(known.path);
      const told = await text(bob);
      assert.ok(told.includes('“The car would not start.”'));
      assert.equal(await bob.getByRole('button', { name: 'Confirm' }).count(), 0);
      await see(bob, 'withdrawn-for-the-other');
      await turnTo(bob, 'Home');
      const waiting = bob.getByRole('region', { name: 'Waiting for you' });
      assert.ok(!(await waiting.innerText()).includes(what));
    });

    chapter('no statement has a line of it', async () => {
      const { lines, closing } = await linesAbout(ann, what);
      assert.deepEqual(lines, []);
      assert.equal(closing, known.ann);
    });
  });
});
