// The pages that say no: nothing there, not yours, somebody was faster, a link that is over.

import { after, before, describe, test } from 'node:test';
import assert from 'node:assert/strict';
import {
  assertHeading, follow, logHours, lookAround, openHouse, press, signIn, text,
} from '../support.mjs';

describe('a page that says no', () => {
  let house;
  let ann;
  let ruth;
  before(async () => {
    house = await openHouse();
    ann = await house.newPage();
    await signIn(ann, 'ann@example.org');
    ruth = await house.newPage();
    await signIn(ruth, 'coordinator');
  });
  after(async () => { await house?.close(); });

  for (const javascript of [true, false]) {
    test(`says where nothing is, ${javascript ? 'with' : 'without'} scripts`, async () => {
      const page = await house.newPage({ javascript });
      await assertSays(page, '/no/such/page', 404, 'Page not found');
      await lookAround(page, 'refusals/not-found-stranger');
      await page.context().close();
    });
  }

  test('says where nothing is, to a member', async () => {
    for (const path of ['/no/such/page', '/exchanges/7', '/listings/x', `/people/${nobody}`]) {
      await assertSays(ann, path, 404, 'Page not found');
    }
    assert.ok((await text(ann)).includes('Nothing has been lost.'));
    await lookAround(ann, 'refusals/not-found');
  });

  test('keeps the pages of coordinators to coordinators', async () => {
    for (const path of ['/approvals', '/members', '/reports/activity', '/to-do']) {
      const response = await ann.goto(path);
      assert.equal(response.status(), 403, path);
    }
    await lookAround(ann, 'refusals/forbidden');
  });

  test('hides the exchanges of others from a member', async () => {
    const bob = await house.newPage();
    await signIn(bob, 'bob@example.org');
    const path = await logHours(bob, { who: 'Joan Pellow', what: 'Read the paper', minutes: 30 });
    await assertSays(ann, path, 404, 'Page not found');
    await bob.context().close();
  });

  test('sends a stranger to sign in, and on to the page they came for', async () => {
    const page = await house.newPage();
    await page.goto('/statement?period=this-year');
    assert.equal(new URL(page.url()).pathname, '/sign-in');
    const { name, password } = house.bank.signIns[0];
    await page.locator('#name').fill(name);
    await page.locator('#password').fill(password);
    await press(page, 'Sign in');
    assert.equal(page.url(), `${house.bank.address}/statement?period=this-year`);
    await page.context().close();
  });

  test('tells whoever was slower how it stands now', async () => {
    const late = await house.newPage();
    await signIn(late, 'administrator');
    const approved = await waitingOne(ruth);
    for (const page of [ruth, late]) await page.goto(approved);
    await press(ruth, 'Approve');
    await press(late, 'Approve');
    assert.equal(late.shown.status(), 409);
    assert.match(await text(late), /Nothing was changed just now/);
    await lookAround(late, 'refusals/conflict');

    const declined = await waitingOne(ruth);
    for (const page of [ruth, late]) await page.goto(declined);
    await follow(ruth, 'Decline');
    await ruth.locator('#reason').fill('Logged twice.');
    await press(ruth, 'Decline');
    await press(late, 'Approve');
    assert.equal(late.shown.status(), 409);
    assert.ok((await text(late)).includes('“Logged twice.”'));
    assert.equal(await late.getByRole('button', { name: 'Approve' }).count(), 0);
    await late.context().close();
  });

  test('leaves out of many what was changed meanwhile, and names it', async () => {
    const late = await house.newPage();
    await signIn(late, 'administrator');
    const path = await waitingOne(ruth);
    await late.goto('/approvals');
    await late.locator(`tr:has(a[href="${path}"]) input.tick`).check();
    await press(late, 'Approve selected');
    await ruth.goto(path);
    await press(ruth, 'Approve');
    await press(late, 'Approve 1 exchange');
    assert.match(await text(late), /1 exchange left as it was/);
    assert.match(await text(late), /It has been approved already/);
    await lookAround(late, 'refusals/left-as-it-was');
    await late.context().close();
  });

  test('says that a link is over', async () => {
    const page = await house.newPage();
    const never = 'A'.repeat(43);
    for (const token of [never, 'x']) {
      const response = await page.goto(`/welcome/${token}`);
      assert.equal(response.status(), 404);
      await assertHeading(page, 'This link has been used or is too old');
    }
    await lookAround(page, 'refusals/link-over');
    await page.context().close();
  });

  test('takes no form from another site', async () => {
    const response = await ann.request.post('/sign-out', {
      headers: { origin: 'https://elsewhere.example.org', 'sec-fetch-site': 'cross-site' },
      maxRedirects: 0,
    });
    assert.equal(response.status(), 403);
    await ann.goto('/home');
    assert.equal(new URL(ann.url()).pathname, '/home', 'Ann is still signed in');
  });
});

const nobody = '01a1f917-0000-77eb-9b06-468edeb5cefd';

async function assertSays(page, path, status, heading) {
  const response = await page.goto(path);
  assert.equal(response.status(), status, path);
  await assertHeading(page, heading);
}

/** An exchange that waits and that either coordinator may decide. */
async function waitingOne(page) {
  await page.goto('/approvals');
  const link = page.locator('main tbody tr:has(input.tick)').first().getByRole('link').first();
  return link.getAttribute('href');
}
