// The whole life of an exchange: proposed, agreed, done, confirmed, approved; put right in the
// book, as both statements show; and hours that are given to a person and to the pot. Told once
// with scripts and once without.

import { after, before } from 'node:test';
import assert from 'node:assert/strict';
import {
  answer, answerLength, assertHeading, assertNotice, assertRefused, bothWays, chapters,
  exchangeOf, follow, lookAround, pick, press, readStatement, signedIn, text, turnTo,
} from '../support.mjs';

bothWays('an exchange from the first question to the book and after', tell);

function tell(house, javascript) {
  const chapter = chapters();
  const what = `Put up the shelf, ${javascript ? 'with' : 'without'} scripts`;
  const known = {};
  let ann;
  let bob;
  let ruth;
  before(async () => {
    [ann, bob, ruth] = await signedIn(house(), ['ann', 'bob', 'ruth'], { javascript });
  });
  after(() => Promise.all([ann, bob, ruth].map((page) => page?.context().close())));
  const see = (page, name) => lookAround(page, `arranging/${name}`);
  const closing = async (page) => {
    await turnTo(page, 'Statement');
    return readStatement(page);
  };

  chapter('Ann would help Bob, and says with what, when and about how long', async () => {
    known.ann = (await closing(ann)).closing;
    known.bob = (await closing(bob)).closing;
    await ann.goto('/people?words=Bob+Farrow');
    await follow(ann, 'Bob Farrow');
    await follow(ann, 'Arrange help');
    await assertHeading(ann, 'Arrange help with Bob Farrow');
    await see(ann, 'new');
    await press(ann, 'Ask Bob');
    await assertRefused(ann, 'Select who would help');
    await see(ann, 'new-refused');
    await pick(ann, /^I would help/);
    await answer(ann, { 'Kind of help': 'Small repairs', 'What would be done?': what });
    const day = new Date(Date.now() + 2 * 24 * 60 * 60 * 1000);
    await answer(ann, {
      Day: `${day.getUTCDate()}`, Month: `${day.getUTCMonth() + 1}`, Year: `${day.getUTCFullYear()}`,
    });
    await answerLength(ann, 60);
    await press(ann, 'Ask Bob');
    await assertNotice(ann, 'It is proposed. You are told when there is an answer.');
    known.path = exchangeOf(ann);
    await see(ann, 'proposed');
  });

  chapter('Bob finds it on his Home page and would like to', async () => {
    await bob.goto('/home');
    assert.ok((await text(bob)).includes('would help you for about 1 hour'));
    await see(bob, 'home-asked');
    await bob.goto(known.path);
    await see(bob, 'asked');
    await press(bob, 'Yes, I would like to');
    await assertNotice(bob, 'It is arranged. When it has been done, say so here.');
    await see(bob, 'arranged');
    await bob.goto('/home');
    assert.match(await text(bob), /1 hour (is|are)|hours? .*kept ready for help/);
    await see(bob, 'home-held');
  });

  chapter('Ann says that it has been done, and how long it took', async () => {
    await ann.goto(known.path);
    await follow(ann, 'It has been done');
    await assertHeading(ann, 'It has been done');
    await see(ann, 'done');
    await answerLength(ann, 75);
    await press(ann, 'Write it down');
    await assertNotice(ann, 'It is written down. The other person is asked to confirm it.');
  });

  chapter('Bob confirms, Ruth approves, both statements have it', async () => {
    await bob.goto(known.path);
    await press(bob, 'Confirm');
    await assertNotice(bob, 'It is confirmed. A coordinator looks at it next.');
    await ruth.goto(known.path);
    await press(ruth, 'Approve');
    await assertNotice(ruth, 'It is approved and stands in both statements.');
    assert.equal((await closing(ann)).closing, known.ann + 75);
    assert.equal((await closing(bob)).closing, known.bob - 75);
  });

  chapter('Bob says thank you, and lets others read it until Ann would rather not', async () => {
    await bob.goto(known.path);
    await follow(bob, 'Say thank you to Ann');
    await assertHeading(bob, 'Thank Ann');
    await see(bob, 'thanks');
    await press(bob, 'Say thank you');
    await assertRefused(bob, 'Write what you would like to say');
    await answer(bob, { 'What would you like to say?': `Straight at last: ${what}` });
    await pick(bob, /^Everybody, on Ann/);
    await press(bob, 'Say thank you');
    await assertNotice(bob, 'Your thank-you is sent.');
    await see(bob, 'thanked');
    await ann.goto('/home');
    await follow(ann, 'Bob Farrow says thank you for 1 hour 15 minutes');
    assert.ok((await text(ann)).includes('Everybody can read it on Ann’s page.'));
    await ruth.goto('/people?words=Ann+Whitcombe');
    await follow(ruth, 'Ann Whitcombe');
    assert.ok((await text(ruth)).includes(`Straight at last: ${what}`));
    await see(ruth, 'person-thanked');
    await press(ann, 'Keep it between the two of us');
    await assertNotice(ann, 'Only the two of you and the coordinators read it now.');
    await ruth.reload();
    assert.ok(!(await text(ruth)).includes(`Straight at last: ${what}`));
  });

  chapter('the hours she gave show on a page of their own, with a confirmation', async () => {
    await ann.goto('/me');
    await follow(ann, 'What your hours did');
    await assertHeading(ann, 'What my hours did');
    await see(ann, 'my-hours');
    await follow(ann, 'A confirmation to print');
    await assertHeading(ann, 'Wrensham Timebank Confirmation of hours');
    await see(ann, 'confirmation');
  });

  chapter('Bob asks to put it right', async () => {
    await bob.goto(known.path);
    await follow(bob, 'Ask a coordinator to put it right');
    await see(bob, 'correction-request');
    await press(bob, 'Ask a coordinator');
    await assertRefused(bob, 'Say what is wrong');
    await bob.locator('#reason').fill('We had tea for a quarter of an hour.');
    await answerLength(bob, 60);
    await press(bob, 'Ask a coordinator');
    await assertNotice(bob, 'A coordinator has been told and looks at it.');
    await see(bob, 'asked-to-correct');
  });

  chapter('Ruth puts it right in one act, and both statements show all three lines', async () => {
    await ruth.goto(known.path);
    await follow(ruth, 'Put it right');
    await assertHeading(ruth, 'Put it right');
    await see(ruth, 'correction');
    await press(ruth, 'Put it right');
    await assertRefused(ruth, 'Say why it is put right');
    await answerLength(ruth, 60);
    await answer(ruth, { 'Why it is put right': `Tea, ${what}` });
    await press(ruth, 'Put it right');
    await assertNotice(ruth, 'It is put right. Both statements show all three lines.');
    await see(ruth, 'corrected');
    for (const [page, before, sign] of [[ann, known.ann, 1], [bob, known.bob, -1]]) {
      const statement = await closing(page);
      assert.equal(statement.closing, before + sign * 60);
      const about = statement.lines.filter((line) => line.about.includes(what));
      assert.deepEqual(
        about.map(({ incoming, outgoing }) => sign * (incoming || -outgoing)),
        [75, -75, 60],
      );
      await see(page, `statement-corrected-${sign > 0 ? 'ann' : 'bob'}`);
    }
  });

  chapter('Ann gives Bob half an hour, after she has checked it', async () => {
    await ann.goto('/people?words=Bob+Farrow');
    await follow(ann, 'Bob Farrow');
    await follow(ann, 'Give hours to Bob');
    await assertHeading(ann, 'Give hours to Bob Farrow');
    await see(ann, 'gift');
    await press(ann, 'Continue');
    await assertRefused(ann, 'Enter how many hours');
    await answerLength(ann, 30);
    await answer(ann, { 'A few words to go with it (optional)': 'For the tea' });
    await press(ann, 'Continue');
    await assertHeading(ann, 'Check before you give');
    assert.ok((await text(ann)).includes('You give 30 minutes to Bob Farrow.'));
    await see(ann, 'gift-check');
    await press(ann, 'Give them now');
    assert.equal((await closing(ann)).closing, known.ann + 30);
    const { lines, closing: now } = await closing(bob);
    assert.equal(now, known.bob - 30);
    assert.ok(lines.some(({ about }) => about.includes('From Ann Whitcombe. For the tea')));
  });

  chapter('she gives half an hour to the pot, and everybody sees it there', async () => {
    await ann.goto('/pot');
    await assertHeading(ann, 'The community pot');
    await see(ann, 'pot');
    await follow(ann, 'Give hours to the pot');
    await answerLength(ann, 30);
    await press(ann, 'Continue');
    await press(ann, 'Give them now');
    await assertNotice(ann, 'Thank you. Your hours are in the pot.');
    await see(ann, 'pot-after');
    assert.equal((await closing(ann)).closing, known.ann);
  });
}
