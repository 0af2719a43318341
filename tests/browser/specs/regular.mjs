// Regular help: Bob would like Ann’s help every week; she agrees; the first day is today, and one
// press on Home writes it down; a day is left out, and it is ended. Told once with scripts and once
// without.

import { after, before } from 'node:test';
import assert from 'node:assert/strict';
import {
  answer, answerLength, arrive, assertHeading, assertNotice, assertRefused, bothWays, chapters,
  follow, lookAround, pick, press, signedIn, text,
} from '../support.mjs';

bothWays('regular help, from the first question to the end', tell);

function tell(house, javascript) {
  const chapter = chapters();
  const what = `carry the shopping ${javascript ? 'with' : 'without'} scripts`;
  const known = {};
  let ann;
  let bob;
  before(async () => {
    [ann, bob] = await signedIn(house(), ['ann', 'bob'], { javascript });
  });
  after(() => Promise.all([ann, bob].map((page) => page?.context().close())));
  const see = (page, name) => lookAround(page, `regular/${name}`);

  chapter('Bob says how often, from when and how many times', async () => {
    await bob.goto('/people?words=Ann+Whitcombe');
    await follow(bob, 'Ann Whitcombe');
    await follow(bob, 'Arrange it regularly');
    await assertHeading(bob, 'Arrange regular help with Ann Whitcombe');
    await see(bob, 'new');
    await press(bob, 'Ask Ann');
    await assertRefused(bob, 'Select how often');
    await see(bob, 'new-refused');
    await pick(bob, 'Ann would help me');
    await answer(bob, { 'Kind of help': 'Shopping and errands' });
    await bob.locator('#description').fill(what);
    await pick(bob, 'Every week');
    const day = new Date();
    await bob.locator('#day').fill(`${day.getDate()}`);
    await bob.locator('#month').fill(`${day.getMonth() + 1}`);
    await bob.locator('#year').fill(`${day.getFullYear()}`);
    await answerLength(bob, 45);
    await bob.locator('#times').fill('4');
    await press(bob, 'Ask Ann');
    await assertNotice(bob, 'It is proposed.');
    known.path = new URL(bob.url()).pathname;
    await see(bob, 'proposed');
  });

  chapter('Ann finds it on Home and would like to', async () => {
    await ann.goto('/home');
    assert.ok((await text(ann)).includes('Bob Farrow asks about regular help'));
    await ann.goto(known.path);
    await see(ann, 'asked');
    await press(ann, 'Yes, I would like to');
    await assertNotice(ann, 'It is arranged.');
    await see(ann, 'arranged');
  });

  chapter('today has come: Bob finds it on Home, and one press writes it down', async () => {
    await bob.goto('/home');
    assert.ok((await text(bob)).includes('Did this happen?'));
    await see(bob, 'home');
    await bob.goto(known.path);
    await follow(bob, /^Did it happen/);
    await assertHeading(bob, /^Did this happen\?/);
    await see(bob, 'day');
    await bob.goto('/home');
    await press(bob, /^Yes, write it down/);
    assert.match(new URL(bob.url()).pathname, /^\/exchanges\/.+\/sent$/);
    await bob.goto(known.path);
    assert.match(await text(bob), /Written down/);
    await ann.goto('/home');
    assert.match(await text(ann), /Check and confirm/);
  });

  chapter('a day is left out, and Ann ends it', async () => {
    await bob.goto(known.path);
    const skip = bob.locator('main').getByRole('button', { name: /^Leave it out/ }).first();
    await arrive(bob, () => skip.click());
    await assertNotice(bob, 'This day is left out.');
    await see(bob, 'left-out');
    await ann.goto(known.path);
    await press(ann, 'End it');
    await assertNotice(ann, 'It has ended.');
    await see(ann, 'ended');
    await bob.goto('/home');
    assert.match(await text(bob), /The regular help with Ann Whitcombe has ended/);
  });
}
