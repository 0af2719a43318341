// Offers and requests: added, found, changed, closed.

import { after, before, describe } from 'node:test';
import assert from 'node:assert/strict';
import {
  answer, arrive, assertHeading, assertNotice, assertRefused, chapters, follow, lookAround,
  openFilters, openHouse, press, signIn, text, turnTo,
} from '../support.mjs';

describe('a request', () => {
  let house;
  let ann;
  before(async () => {
    house = await openHouse();
    ann = await house.newPage();
    await signIn(ann, 'ann@example.org');
  });
  after(async () => { await house?.close(); });

  const chapter = chapters();
  const see = (name) => lookAround(ann, `listings/${name}`);
  const title = 'Crème brûlée for a naïve cook';
  const found = () => ann.locator('.entry__title').filter({ hasText: title });
  let path;

  const find = async (answers) => {
    await turnTo(ann, 'Requests');
    await openFilters(ann);
    await answer(ann, answers);
    await press(ann, 'Show requests');
  };

  chapter('is added', async () => {
    await turnTo(ann, 'Requests');
    await see('requests');
    await follow(ann, 'Ask for help');
    await see('new');
    await answer(ann, { 'When? (optional)': 'A wet Sunday', Hours: 'soon' });
    await press(ann, 'Add the request');
    await assertRefused(ann, 'How long it takes must be in hours and minutes, like 1 and 30');
    await see('new-refused');
    assert.equal(await ann.locator('#timing').inputValue(), 'A wet Sunday');
    await answer(ann, {
      'What is the help for?': title,
      'What should somebody know before they say yes? (optional)': 'I have the dishes.',
      'Kind of help': 'Cooking', Hours: '2', Minutes: '',
    });
    await press(ann, 'Add the request');
    await assertHeading(ann, title);
    assert.match(await text(ann), /About 2 hours|About how long\s+2 hours/);
    await see('added');
    path = new URL(ann.url()).pathname;
  });

  chapter('is found by words without their accents', async () => {
    await find({ Words: 'creme brulee' });
    assert.equal(await found().count(), 1);
    assert.match(await text(ann), /creme brulee/, 'what was looked for is shown');
    await see('found');
    await find({ Words: 'naive' });
    assert.equal(await found().count(), 1);
  });

  chapter('is found by its kind, and not by another', async () => {
    await find({ Words: '', 'Kind of help': 'Cooking' });
    assert.equal(await found().count(), 1);
    await see('filtered');
    await find({ Words: 'creme brulee', 'Kind of help': 'Music' });
    assert.equal(await found().count(), 0);
    await see('nothing-found');
    await follow(ann, /^Show all/);
    assert.equal(new URL(ann.url()).search, '');
  });

  chapter('is found by Bob as well, who begins to log hours from it and leaves it', async () => {
    const bob = await house.newPage();
    await signIn(bob, 'bob@example.org');
    await bob.goto(path);
    await lookAround(bob, 'listings/of-somebody');
    await follow(bob, 'Log hours when it is done');
    assert.ok(await bob.getByRole('radio', { name: 'I helped Ann Whitcombe' }).isChecked());
    await press(bob, 'Continue');
    await press(bob, 'Continue');
    await assertHeading(bob, 'When did you help Ann?');

    await follow(bob, 'Save and finish later');
    const unfinished = bob.getByRole('listitem').filter({ hasText: 'You began to log hours' });
    assert.match(await unfinished.innerText(), /You helped Ann Whitcombe/);
    await lookAround(bob, 'listings/unfinished-on-home');
    await follow(bob, 'Continue logging hours');
    await assertHeading(bob, 'When did you help Ann?');
    await turnTo(bob, 'Home');
    await press(bob, 'Throw away these answers');
    await assertNotice(bob, 'Your answers are thrown away.');
    assert.equal(await unfinished.count(), 0);
    await bob.context().close();
  });

  chapter('is changed', async () => {
    await ann.goto(path);
    await follow(ann, 'Change this request');
    await see('change');
    assert.equal(await ann.locator('#title').inputValue(), title);
    await answer(ann, { 'When? (optional)': 'Any evening' });
    await press(ann, 'Save the changes');
    assert.equal(new URL(ann.url()).pathname, path);
    assert.ok((await text(ann)).includes('Any evening'));
    await see('changed');
  });

  chapter('is closed and leaves the list', async () => {
    await follow(ann, 'Close it');
    await assertHeading(ann, 'Close this request?');
    await see('closing');
    await press(ann, 'Close the request');
    assert.ok((await text(ann)).includes('Closed'));
    await see('closed');
    await find({ Words: 'creme brulee' });
    assert.equal(await found().count(), 0);
  });

  chapter('made by a coordinator for somebody asks for whom', async () => {
    const ruth = await house.newPage();
    await signIn(ruth, 'coordinator');
    await turnTo(ruth, 'Listings');
    await lookAround(ruth, 'listings/both');
    await follow(ruth, 'Add an offer for somebody');
    await lookAround(ruth, 'listings/for-somebody');
    await answer(ruth, { 'What is the offer?': 'Sharpening of scissors', 'For whom?': 'Nobody X' });
    await press(ruth, 'Add the offer');
    assert.equal(ruth.shown.status(), 422);
    await lookAround(ruth, 'listings/for-somebody-refused');
    await answer(ruth, { 'For whom?': 'Joan Pellow', 'Kind of help': 'Small repairs' });
    await press(ruth, 'Add the offer');
    await assertHeading(ruth, 'Sharpening of scissors');
    assert.match(await text(ruth), /Offered by\s+Joan Pellow/);
    await arrive(ruth, () => ruth.getByRole('link', { name: 'Joan Pellow' }).click());
    assert.ok((await text(ruth)).includes('Sharpening of scissors'));
    await ruth.context().close();
  });
});
