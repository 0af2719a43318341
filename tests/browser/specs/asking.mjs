// Asking neighbours: Bob asks three people about a request of his own, one cannot, the first who
// can settles it, and the others read it kindly; then a coordinator finds somebody for a member
// and writes down what was told on the telephone. Told once with scripts and once without.

import { after, before } from 'node:test';
import assert from 'node:assert/strict';
import {
  answer, answerLength, assertHeading, assertNotice, assertRefused, bothWays, chapters, follow,
  lookAround, pick, press, signedIn, text,
} from '../support.mjs';

bothWays('a request, three who are asked, and the first yes', tell);

function inDays(count) {
  const day = new Date(Date.now() + count * 24 * 60 * 60 * 1000);
  return {
    Day: `${day.getUTCDate()}`, Month: `${day.getUTCMonth() + 1}`, Year: `${day.getUTCFullYear()}`,
  };
}

async function ask(page, title) {
  await page.goto('/requests/new');
  await answer(page, { 'Kind of help': 'Paperwork' });
  await page.locator('#title').fill(title);
  await press(page, 'Add the request');
}

function tell(house, javascript) {
  const chapter = chapters();
  const how = `${javascript ? 'with' : 'without'} scripts`;
  const title = `Fill in a form about the allotment, ${how}`;
  const known = {};
  let ann;
  let bob;
  let ruth;
  let nia;
  before(async () => {
    [ann, bob, ruth, nia] = await signedIn(house(), ['ann', 'bob', 'ruth', 'nia'], { javascript });
  });
  after(() => Promise.all([ann, bob, ruth, nia].map((page) => page?.context().close())));
  const see = (page, name) => lookAround(page, `asking/${name}`);

  chapter('Ann offers such a thing, and so do Ruth and Nia', async () => {
    for (const page of [ann, ruth, nia]) {
      await page.goto('/offers/new');
      await answer(page, { 'Kind of help': 'Paperwork' });
      await page.locator('#title').fill(`Forms and letters, ${how}`);
      await press(page, 'Add the offer');
    }
  });

  chapter('Bob asks for help, and reads who could help and why', async () => {
    await ask(bob, title);
    known.request = new URL(bob.url()).pathname;
    assert.match(known.request, /^\/listings\//);
    const said = await text(bob);
    assert.match(said, /Who could help/);
    assert.match(said, /Offers Paperwork: “/);
    await see(bob, 'beside');
    await follow(bob, 'Ask up to three people');
    await assertHeading(bob, 'Ask who could help');
    await see(bob, 'ask');
    await press(bob, 'Ask them');
    await assertRefused(bob, 'Choose whom to ask');
    await see(bob, 'ask-refused');
  });

  chapter('he ticks three, and they are asked', async () => {
    for (const name of ['Ann Whitcombe', 'Ruth Calder', 'Nia Bevan']) {
      await bob.locator('main').getByRole('checkbox', { name: new RegExp(`^${name}`) }).check();
    }
    await answer(bob, inDays(3));
    await answerLength(bob, 45);
    await bob.locator('#message').fill('Two pages, and the print is small.');
    await press(bob, 'Ask them');
    await assertNotice(bob, 'They are asked.');
    known.asking = new URL(bob.url()).pathname;
    await see(bob, 'asked');
    await bob.goto(known.request);
    assert.match(await text(bob), /Ann Whitcombe.* are asked/);
    await see(bob, 'beside-asked');
  });

  chapter('each finds it on Home, and Nia cannot this time', async () => {
    await nia.goto('/home');
    assert.ok((await text(nia)).includes('Bob Farrow asks whether you can help'));
    await nia.goto(known.asking);
    await press(nia, 'Not this time');
    await assertNotice(nia, 'That is fine.');
    await ann.goto('/home');
    await see(ann, 'home');
    await follow(ann, new RegExp(`^Look and answer.*${how}`));
    await assertHeading(ann, 'Can you help Bob?');
    const said = await text(ann);
    assert.ok(said.includes('Two others are asked as well.'));
    assert.ok(!said.includes('Nia Bevan'), 'who else is asked stays with Bob');
    await see(ann, 'question');
  });

  chapter('Ann can, and it is arranged', async () => {
    await press(ann, 'Yes, I can');
    assert.match(new URL(ann.url()).pathname, /^\/exchanges\//);
    assert.match(await text(ann), /Arranged/);
    await see(ann, 'arranged');
    await bob.goto(known.request);
    assert.match(await text(bob), /Ann Whitcombe can help on .* It is arranged/);
    await see(bob, 'beside-found');
  });

  chapter('Ruth, who had not answered, is told kindly and is too late to say yes', async () => {
    await ruth.goto('/me/told');
    assert.ok((await text(ruth)).includes(`Somebody has been found for Bob Farrow: ${title}`));
    await ruth.goto(known.asking);
    await see(ruth, 'told');
    assert.equal(await ruth.getByRole('button', { name: 'Yes, I can' }).count(), 0);
  });

  chapter('Bob closes the request, as somebody is found', async () => {
    await bob.goto(known.request);
    await follow(bob, 'close the request');
    await press(bob, 'Close the request');
    await assertNotice(bob, 'The request is closed and off the list.');
  });

  chapter('Ruth finds somebody for Ann, who rings back', async () => {
    await ask(ann, `Sort a box of letters, ${how}`);
    known.other = new URL(ann.url()).pathname;
    await ruth.goto(known.other);
    await follow(ruth, 'Ask up to three people');
    await assertHeading(ruth, 'Ask who could help Ann Whitcombe');
    await see(ruth, 'introduce');
    await answer(ruth, { 'Somebody else (optional)': 'Bob Farrow', ...inDays(4) });
    await answerLength(ruth, 30);
    await press(ruth, 'Ask them');
    await assertNotice(ruth, 'They are asked.');
    await see(ruth, 'introduced');
    await press(ruth, 'Write it down');
    await assertRefused(ruth, 'Select who told you');
    await pick(ruth, 'Bob Farrow');
    await pick(ruth, 'Yes, they can');
    await pick(ruth, 'By telephone');
    await press(ruth, 'Write it down');
    await assertNotice(ruth, 'The answer is written down.');
    assert.match(await text(ruth), /Told Ruth Calder, who wrote it down/);
    await ruth.locator('#text').fill('Both are looking forward to it.');
    await press(ruth, 'Keep the note');
    await assertNotice(ruth, 'Your note stands with the request.');
    await see(ruth, 'followed-up');
    await ann.goto('/home');
    assert.match(await text(ann), /You and Bob Farrow agreed/);
  });

  chapter('on To do stand requests with whom to find, and introductions', async () => {
    await ruth.goto('/to-do?all=requests');
    assert.ok((await text(ruth)).includes('Introductions to follow up'));
    assert.ok(await ruth.getByRole('link', { name: /^Find somebody/ }).count() > 0);
    await see(ruth, 'to-do');
  });
}
