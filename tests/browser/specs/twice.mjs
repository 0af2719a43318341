// Whatever is sent twice is done once: a double click, a page gone back to, the same form posted
// again.

import { after, before, test } from 'node:test';
import assert from 'node:assert/strict';
import {
  answer, answerAll, assertHeading, assertNotice, bothWays, chapters, exchangeOf, noComplaints,
  parseCsv, pick, press, signedIn, text,
} from '../support.mjs';

bothWays('sent twice', tell);

function tell(house, javascript) {
  let ann;
  let bob;
  let ruth;
  before(async () => {
    [ann, bob, ruth] = await signedIn(house(), ['ann', 'bob', 'ruth'], { javascript });
  });
  after(() => Promise.all([ann, bob, ruth].map((page) => page?.context().close())));

  const chapter = chapters();
  const told = { who: 'Bob Farrow', kind: 'Gardening', what: 'Swept the yard', minutes: 90 };
  let path;

  /** All exchanges, and those of them that stand in the book. */
  const count = async () => {
    const file = await ruth.request.get('/reports/exchanges.csv?period=everything');
    const rows = parseCsv(await file.text());
    const posted = rows.filter(({ state }) => state === 'posted');
    return { exchanges: rows.length, posted: posted.length };
  };

  /** Clicks a button twice, as fast as a hand does, and waits for what comes of it. */
  const twice = async (page, name, lands) => {
    const button = page.locator('main').getByRole('button', { name });
    await button.dblclick({ noWaitAfter: true });
    await page.waitForURL(lands);
    await page.waitForLoadState();
  };

  chapter('hours are logged once', async () => {
    const was = await count();
    await answerAll(ann, told);
    await twice(ann, /^Send to Bob/, '**/exchanges/*/sent');
    await assertHeading(ann, 'Sent to Bob to confirm');
    path = exchangeOf(ann);
    assert.equal((await count()).exchanges, was.exchanges + 1);
  });

  chapter('hours are logged once, though one goes back and sends again', async () => {
    const was = await count();
    await answerAll(ann, told);
    const check = ann.url();
    await press(ann, /^Send to Bob/);
    const sent = exchangeOf(ann);
    const again = await resend(ann, check.replace(/\/check$/, ''), {});
    assert.equal(again.status(), 303);
    await ann.goto(check);
    assert.equal(exchangeOf(ann), sent, 'the page to check leads to what was sent');
    assert.equal((await count()).exchanges, was.exchanges + 1);
  });

  chapter('an exchange is confirmed once', async () => {
    await bob.goto(path);
    await twice(bob, 'Confirm', `**${path}?done=confirmed`);
    await assertNotice(bob, 'It is confirmed.');
  });

  chapter('an exchange is approved once', async () => {
    const was = await count();
    await ruth.goto('/approvals');
    await ruth.locator(`tr:has(a[href="${path}"]) input.tick`).check();
    await press(ruth, 'Approve selected');
    const fields = await fieldsOf(ruth, 'form[action="/approvals"]');
    await twice(ruth, 'Approve 1 exchange', '**/approvals?*approved=1*');
    await assertNotice(ruth, 'You approved 1 exchange, 1 hour 30 minutes.');
    const again = await resend(ruth, '/approvals', fields);
    assert.equal(again.status(), 303);
    assert.match(again.headers().location, /approved=1&minutes=90/, 'the answer is the same');
    const now = await count();
    assert.deepEqual(now, { ...was, posted: was.posted + 1 });
  });

  test('a request is added once', async () => {
    const ladder = javascript ? 'A long ladder' : 'A short ladder';
    await ann.goto('/requests/new');
    await answer(ann, { 'What is the help for?': ladder });
    const fields = await fieldsOf(ann, 'form[action="/listings"]');
    await twice(ann, 'Add the request', '**/listings/*');
    const first = new URL(ann.url()).pathname;
    const again = await resend(ann, '/listings', fields);
    assert.equal(again.status(), 303);
    assert.equal(again.headers().location.split('?')[0], first);
    await ann.goto(`/requests?q=${ladder.replaceAll(' ', '+')}`);
    assert.equal(await ann.locator('.entry__title').count(), 1);
  });

  test('a member is added once', async () => {
    const name = javascript ? 'Tabitha Quill' : 'Barnaby Quill';
    await ruth.goto('/members/new');
    await pick(ruth, 'A person');
    await answer(ruth, { Name: name });
    const fields = await fieldsOf(ruth, 'form[action="/members"]');
    await twice(ruth, 'Add this member', '**/members/*?done=added');
    const again = await resend(ruth, '/members', fields);
    assert.equal(again.status(), 303);
    await ruth.goto(`/members?q=${name.replace(' ', '+')}`);
    assert.equal(await ruth.locator('main tbody tr').count(), 1);
  });

  test('the books still balance', async () => {
    await ruth.goto('/books');
    await press(ruth, 'Check again now');
    await assertHeading(ruth, 'The books balance');
    assert.doesNotMatch(await text(ruth), /written since/, 'every transfer was read');
    for (const page of [ann, bob, ruth]) noComplaints(page);
  });
}

/** The fields of a form as the browser would send them. */
function fieldsOf(page, selector) {
  return page.locator(selector).evaluate((form) => Object.fromEntries(new FormData(form)));
}

/** Posts a form again, past the page: the same fields, from the same person, to the same place. */
function resend(page, path, form) {
  const { address } = page.bank;
  return page.request.post(new URL(path, address).href, {
    form, headers: { origin: address, 'sec-fetch-site': 'same-origin' }, maxRedirects: 0,
  });
}
