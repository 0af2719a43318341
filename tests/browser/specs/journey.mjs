// The main job from end to end: a member logs hours, the other confirms, a coordinator approves,
// both statements show it, the report counts it, the file holds it, and the book still balances.
// Told once with scripts and once without; every page on the way is looked at from all sides.

import { after, before } from 'node:test';
import assert from 'node:assert/strict';
import {
  answer, answerLength, assertHeading, assertNotice, assertRefused, bothWays, chapters,
  choosePerson, download, exchangeOf, follow, lookAround, minutesIn, openFilters, parseCsv, pick,
  press, readHeadlines, readStatement, signIn, signOut, text, turnTo,
} from '../support.mjs';

const KIND = 'Gardening';
const LENGTH = '1 hour 15 minutes';
const MINUTES = 75;

bothWays('hours on their way from one member to the book', tell);

function tell(house, javascript) {
  const chapter = chapters();
  const what = `Tied up the beans, ${javascript ? 'with' : 'without'} scripts`;
  const known = {};
  let ann;
  let bob;
  let ruth;
  before(async () => {
    [ann, bob, ruth] = await Promise.all(
      ['ann', 'bob', 'ruth'].map(() => house().newPage({ javascript })),
    );
  });
  after(() => Promise.all([ann, bob, ruth].map((page) => page?.context().close())));
  const see = (page, name) => lookAround(page, `journey/${name}`);

  chapter('Ruth reads the report as it was before', async () => {
    await ruth.goto('/sign-in');
    await see(ruth, 'sign-in');
    await signIn(ruth, 'ruth@example.org');
    await see(ruth, 'to-do');
    known.before = await readReport(ruth);
    await see(ruth, 'report');
  });

  chapter('Ann says that she helped Bob', async () => {
    await signIn(ann, 'ann@example.org');
    known.ann = await readBalance(ann);
    await see(ann, 'home');
    await follow(ann, 'Log hours');
    await assertHeading(ann, 'Who helped?');
    await see(ann, 'log-hours-way');
    await pick(ann, 'I helped somebody');
    await press(ann, 'Continue');
    await assertHeading(ann, 'Who did you help?');
    await see(ann, 'log-hours-who');
    await choosePerson(ann, 'Bob Farrow');
  });

  chapter('she is told what is missing, and nothing she typed is lost', async () => {
    await assertHeading(ann, 'What did you do for Bob?');
    await see(ann, 'log-hours-what');
    await answer(ann, { 'Note for Bob (optional)': 'The string is in the shed' });
    await press(ann, 'Continue');
    await assertRefused(ann, 'Select the kind of help');
    await see(ann, 'log-hours-what-refused');
    assert.equal(await ann.locator('#note').inputValue(), 'The string is in the shed');
    await answer(ann, { 'Kind of help': KIND, 'In a few words (optional)': what });
    await press(ann, 'Continue');

    await assertHeading(ann, 'When did you help Bob?');
    await see(ann, 'log-hours-when');
    await pick(ann, 'Another day');
    await answer(ann, { Day: '31', Month: '2', Year: '2026' });
    await press(ann, 'Continue');
    await assertRefused(ann, 'Date you helped must be a real date');
    await see(ann, 'log-hours-when-refused');
    assert.equal(await ann.locator('#month').inputValue(), '2');
    await pick(ann, /^Today/);
    await press(ann, 'Continue');

    await assertHeading(ann, 'How long did it take?');
    await see(ann, 'log-hours-how-long');
    await answer(ann, { Hours: 'about two' });
    await press(ann, 'Continue');
    await assertRefused(ann, 'How long it took must be in hours and minutes, like 1 and 30');
    await see(ann, 'log-hours-how-long-refused');
    assert.equal(await ann.locator('#hours').inputValue(), 'about two');
    await answerLength(ann, 120);
    await press(ann, 'Continue');
  });

  chapter('she checks her answers, changes one, and sends them', async () => {
    await assertHeading(ann, 'Check before you send');
    assert.match(await text(ann), /How long\s+2 hours/);
    await see(ann, 'log-hours-check');
    await follow(ann, 'Change how long');
    assert.equal(await ann.locator('#hours').inputValue(), '2');
    await answerLength(ann, MINUTES);
    await press(ann, 'Continue');
    await assertHeading(ann, 'Check before you send');
    const told = await text(ann);
    for (const part of ['You', 'Bob Farrow', `${KIND}: ${what}`, LENGTH, 'The string is in the']) {
      assert.ok(told.includes(part), `the answers say “${part}”`);
    }
    await press(ann, 'Send to Bob to confirm');
    await assertHeading(ann, 'Sent to Bob to confirm');
    known.reference = (await text(ann)).match(/W-\d\d-\d{4,}/)?.[0];
    assert.ok(known.reference, 'the confirmation gives a reference');
    await see(ann, 'log-hours-sent');
    known.path = exchangeOf(ann);
    await follow(ann, 'See this exchange');
    await assertHeading(ann, `${KIND} for Bob Farrow`);
    await see(ann, 'exchange-sent');
    assert.equal(await readBalance(ann), known.ann, 'nothing has moved yet');
  });

  chapter('Bob finds it waiting on his Home and confirms it', async () => {
    await signIn(bob, 'bob@example.org');
    known.bob = await readBalance(bob);
    const waiting = bob.getByRole('region', { name: 'Waiting for you' });
    const entry = waiting.getByRole('listitem').filter({ hasText: what });
    const claim = new RegExp(`Ann Whitcombe says they helped .* ${LENGTH}`);
    assert.match(await entry.innerText(), claim);
    await see(bob, 'home-waiting');
    await entry.getByRole('link', { name: /Check and confirm/ }).click();
    await bob.waitForURL(`**${known.path}`);
    assert.ok((await text(bob)).includes(known.reference));
    await see(bob, 'exchange-to-confirm');
    await press(bob, 'Confirm');
    await assertNotice(bob, 'It is confirmed. A coordinator looks at it next.');
    await see(bob, 'exchange-confirmed');
    await turnTo(bob, 'Home');
    assert.equal(await waiting.getByText(what).count(), 0, 'it waits for Bob no more');
  });

  chapter('Ruth finds it among the approvals', async () => {
    await turnTo(ruth, /^Approvals/);
    await see(ruth, 'approvals');
    await press(ruth, 'Approve selected');
    await assertRefused(ruth, 'Select the exchanges you want to approve');
    await see(ruth, 'approvals-none-selected');
    await openFilters(ruth);
    await answer(ruth, { 'Kind of help': KIND });
    await press(ruth, 'Show');
    assert.ok(new URL(ruth.url()).search.includes('kind='));
    await see(ruth, 'approvals-filtered');
    const rows = ruth.locator('main tbody tr');
    for (const row of await rows.allInnerTexts()) assert.match(row, new RegExp(KIND));
  });

  chapter('Ruth approves it', async () => {
    await rowOf(ruth, known.path).getByRole('checkbox').check();
    if (javascript) assert.match(await text(ruth), new RegExp(`1 selected, ${LENGTH}`));
    await press(ruth, 'Approve selected');
    await assertHeading(ruth, 'Approve 1 exchange?');
    assert.ok((await text(ruth)).includes(`${LENGTH} in all`));
    await see(ruth, 'approvals-check');
    await press(ruth, 'Approve 1 exchange');
    await assertNotice(ruth, `You approved 1 exchange, ${LENGTH}.`);
    assert.ok(new URL(ruth.url()).search.includes('kind='), 'the filters are still there');
    assert.equal(await rowOf(ruth, known.path).count(), 0, 'it waits no more');
    await see(ruth, 'approvals-approved');
  });

  chapter('Ruth declines another and says why', async () => {
    await turnTo(ruth, /^Approvals/);
    const other = ruth.locator('main tbody tr:has(input.tick)').first().getByRole('link').first();
    await other.click();
    await ruth.waitForURL('**/exchanges/*');
    await see(ruth, 'exchange-to-decide');
    await follow(ruth, 'Decline');
    await assertHeading(ruth, 'Decline this exchange');
    await see(ruth, 'decline');
    await press(ruth, 'Decline');
    await assertRefused(ruth, 'Say why it is declined');
    await see(ruth, 'decline-refused');
    await answer(ruth, { 'Why it is declined': 'Logged twice, says the slip.' });
    await press(ruth, 'Decline');
    await assertNotice(ruth, 'It is declined.');
    assert.ok((await text(ruth)).includes('“Logged twice, says the slip.”'));
    await see(ruth, 'declined');
  });

  chapter('both statements show it, to the minute', async () => {
    for (const [page, who, title, sign] of [
      [ann, 'ann', 'You helped Bob Farrow', 1], [bob, 'bob', 'Ann Whitcombe helped you', -1],
    ]) {
      await turnTo(page, 'Statement');
      const { lines, closing } = await readStatement(page);
      const line = lines.filter(({ about }) => about.startsWith(what));
      assert.equal(line.length, 1, 'one line');
      assert.equal(line[0].title, title);
      assert.equal(line[0].incoming || -line[0].outgoing, sign * MINUTES);
      assert.equal(line[0].balance, known[who] + sign * MINUTES);
      assert.equal(closing, known[who] + sign * MINUTES);
      await see(page, `statement-${who}`);
      await turnTo(page, 'Home');
      assert.equal(await readBalance(page), closing, 'Home says the same');
    }
  });

  chapter('the report counts it once', async () => {
    const now = await readReport(ruth);
    const was = known.before;
    assert.equal(now.exchanges - was.exchanges, 1);
    assert.equal(now.minutes - was.minutes, MINUTES);
    assert.equal(now.data.exchanges - was.data.exchanges, 1);
    assert.equal(now.data.minutes_exchanged - was.data.minutes_exchanged, MINUTES);
    const kindOf = (data) => data.categories.find(({ name }) => name === KIND);
    const monthOf = (data) => data.months.at(-1);
    for (const part of [kindOf, monthOf]) {
      assert.equal(part(now.data).exchanges - part(was.data).exchanges, 1);
      assert.equal(part(now.data).minutes - part(was.data).minutes, MINUTES);
    }
    for (const { data, exchanges, minutes } of [was, now]) {
      assert.equal(data.exchanges, exchanges, 'page and data agree');
      assert.equal(data.minutes_exchanged, minutes);
      assert.equal(data.reconciliation.sum_of_accounts_minutes, 0);
      assert.equal(data.reconciliation.matches_book, true);
    }
    assert.ok((await text(ruth)).includes('This report agrees with the book'));
    await see(ruth, 'report-after');
  });

  chapter('the file holds it', async () => {
    const file = await download(ruth, 'Exchanges of these days, in all states (CSV)');
    assert.match(file.name, /^exchanges-.*\.csv$/);
    const rows = parseCsv(file.text);
    const found = rows.filter(({ reference }) => reference === known.reference);
    assert.equal(found.length, 1);
    const { state, minutes, giver_name, receiver_name, category, description } = found[0];
    assert.deepEqual(
      { state, minutes, giver_name, receiver_name, category, description },
      {
        state: 'posted', minutes: `${MINUTES}`, giver_name: 'Ann Whitcombe',
        receiver_name: 'Bob Farrow', category: KIND, description: what,
      },
    );
  });

  chapter('the books balance, and everybody signs out', async () => {
    await turnTo(ruth, 'Check the books');
    await press(ruth, 'Check again now');
    await assertHeading(ruth, 'The books balance');
    assert.match(await text(ruth), /Sum of all accounts\s+0 h 00 min/);
    assert.doesNotMatch(await text(ruth), /written since/, 'every transfer was read');
    await see(ruth, 'books');
    for (const page of [ann, bob, ruth]) {
      await signOut(page);
      await page.waitForURL('**/sign-in*');
      await page.goto(known.path);
      assert.match(page.url(), /\/sign-in/, 'the exchange is closed to strangers');
    }
    await see(ann, 'signed-out');
  });
}

function rowOf(page, path) {
  return page.locator(`main tbody tr:has(a[href="${path}"])`);
}

/** The balance on Home, in minutes. */
async function readBalance(page) {
  if (new URL(page.url()).pathname !== '/home') await turnTo(page, 'Home');
  const heading = (await page.locator('h1').innerText()).replaceAll(/\s+/g, ' ');
  const [, length, kind] = heading.match(/You have (.+) to (spend|give back)/) ?? [];
  if (!length) return 0;
  return kind === 'spend' ? minutesIn(length) : -minutesIn(length);
}

/** The figures of everything so far: from the page, and from the data behind it. */
async function readReport(page) {
  await turnTo(page, 'Reports');
  await answer(page, { Dates: 'Everything' });
  await page.locator('form[aria-label="Choose the dates"]').getByRole('button').click();
  await page.waitForURL('**/reports/activity?period=everything&*');
  const headlines = await readHeadlines(page);
  const data = JSON.parse((await download(page, 'Data (JSON)')).text);
  return {
    data,
    exchanges: Number(headlines.Exchanges.replaceAll(',', '')),
    minutes: minutesIn(headlines['Hours exchanged']),
  };
}
