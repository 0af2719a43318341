// What a view costs over the wire: requests, bytes, and how far anything moves while the page
// comes in. Each page is opened in a browser that has seen nothing of the site before, and then
// once more.

import { after, before, describe, test } from 'node:test';
import assert from 'node:assert/strict';
import { DESKTOP, openHouse, PHONE, signIn } from '../support.mjs';

const KB = 1024;
const FIRST = { requests: 4, bytes: 30 * KB };

// Where a page is painted before its script has run, the buttons that only a script can work (show
// the password, print) move what stands below them: a hundredth of the window. Nothing else may.
const MOVED = 0.02;

// What the page itself may weigh, squeezed: most pages, lists of fifty lines, reports of a year.
const PAGE = 10 * KB;
const LIST = 15 * KB;
const REPORT = 25 * KB;

const PAGES = {
  ann: {
    '/home': PAGE, '/requests': LIST, '/offers': LIST, '/people': LIST, '/activities': LIST,
    '/statement': LIST, '/exchanges': LIST, '/log-hours': PAGE, '/me': PAGE, '/me/told': PAGE,
    '/help': PAGE, '/books': PAGE, '/pot': PAGE, '/conversations': PAGE,
  },
  ruth: {
    '/to-do': PAGE, '/approvals': LIST, '/members': LIST, '/listings': LIST,
    '/enter-hours': PAGE, '/slips': PAGE, '/applications': PAGE, '/post': PAGE,
    '/mailings': PAGE, '/books/months': PAGE, '/reports/audit': LIST,
    '/reports/activity': REPORT,
  },
  nia: { '/settings': PAGE, '/settings/steps': PAGE, '/settings/kinds': PAGE },
};

describe('a view of a page', () => {
  let house;
  before(async () => { house = await openHouse(); });
  after(async () => { await house?.close(); });

  test('of a stranger stays within its budget', async (context) => {
    const pages = { '/': PAGE, '/sign-in': PAGE, '/join': PAGE, '/code': PAGE };
    assert.deepEqual(await faults(house, [], pages, context), []);
  });

  for (const [name, pages] of Object.entries(PAGES)) {
    test(`of ${name} stays within its budget`, async (context) => {
      const signed = await house.newPage();
      await signIn(signed, `${name}@example.org`);
      const cookies = await signed.context().cookies();
      await signed.context().close();
      assert.deepEqual(await faults(house, cookies, pages, context), []);
    });
  }
});

/** Every budget that a page does not keep, in words. */
async function faults(house, cookies, pages, context) {
  const found = [];
  for (const [path, weight] of Object.entries(pages)) {
    for (const width of [PHONE, DESKTOP]) {
      const { first, again, shifts } = await views(house, cookies, path, width);
      const said = `${path} at ${width}: ${first.requests} requests, ${first.bytes} bytes`;
      context.diagnostic(`${said}, of which the page ${first.page}; again ${again.bytes}`);
      if (first.requests > FIRST.requests || first.bytes > FIRST.bytes) found.push(said);
      if (first.page > weight) found.push(`${path} at ${width}: the page has ${first.page} bytes`);
      if (again.requests > 1 || again.bytes > weight) {
        found.push(`${path} at ${width}, again: ${again.requests} requests, ${again.bytes} bytes`);
      }
      if (shifts > MOVED) found.push(`${path} at ${width}: things move by ${shifts}`);
    }
  }
  return found;
}

/** Opens a page for the first time and once more. */
async function views(house, cookies, path, width) {
  const page = await house.newPage({ width });
  await page.context().addCookies(cookies);
  await page.addInitScript(() => {
    globalThis.shifts = 0;
    new PerformanceObserver((list) => {
      for (const shift of list.getEntries()) globalThis.shifts += shift.value;
    }).observe({ type: 'layout-shift', buffered: true });
  });
  const wire = await page.context().newCDPSession(page);
  await wire.send('Network.enable');
  let seen;
  const documents = new Set();
  wire.on('Network.requestWillBeSent', ({ requestId, type }) => {
    if (type === 'Document') documents.add(requestId);
  });
  wire.on('Network.loadingFinished', ({ requestId, encodedDataLength }) => {
    // What the browser has kept comes without a byte.
    if (encodedDataLength === 0) return;
    seen.requests += 1;
    seen.bytes += encodedDataLength;
    if (documents.has(requestId)) seen.page += encodedDataLength;
  });
  const view = async () => {
    seen = { requests: 0, bytes: 0, page: 0 };
    await page.goto(path, { waitUntil: 'networkidle' });
    return seen;
  };
  const first = await view();
  const shifts = await page.evaluate(() => globalThis.shifts);
  const again = await view();
  await page.context().close();
  return { first, again, shifts };
}
