// Opens headless Chromium and pages in it, and keeps a list of everything a page complains about.

import { accessSync, constants } from 'node:fs';
import path from 'node:path';
import { chromium } from 'playwright-core';
import { startDemo } from './bank.mjs';

export const PHONE = 390;
export const DESKTOP = 1280;

// The network is closed to tests: no look-ups, no updates, nothing but the bank under test.
const FLAGS = [
  '--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run',
  '--disable-background-networking', '--disable-component-update', '--disable-sync',
];

/**
 * How a page is looked at.
 * @typedef {object} View
 * @property {number} [width]        CSS pixels, 390 or 1280
 * @property {'light' | 'dark'} [scheme]
 * @property {boolean} [javascript]
 * @property {boolean} [worker]      whether the page for when there is no connection is kept
 */

/** Phone and desktop, light and dark. */
export const fourViews = [PHONE, DESKTOP].flatMap((width) => (
  ['light', 'dark'].map((scheme) => ({ width, scheme }))
));

/** `390 light`, `1280 dark`, `390 light without scripts` */
export function nameOf({ width, scheme, javascript }) {
  return `${width} ${scheme}${javascript ? '' : ' without scripts'}`;
}

/** Shows an open page at another width or in another scheme, without asking for it again. */
export async function show(page, { width, scheme }) {
  page.view = { ...page.view, width, scheme };
  await page.setViewportSize(sizeOf(width));
  await page.emulateMedia({ colorScheme: scheme });
}

/**
 * A demo bank with a browser in front of it; call it in `before` and `close` in `after`.
 * With `address`, no bank is started and pages open on that address.
 */
export async function openHouse({ address } = {}) {
  const bank = address ? { address, signIns: [], log: () => '', stop: async () => {} }
    : await startDemo();
  const browser = await chromium.launch({ executablePath: chromiumPath(), args: FLAGS })
    .catch(async (error) => { await bank.stop(); throw error; });
  return {
    bank,
    browser,
    newPage: (view) => newPage(browser, bank, view),
    async close() {
      await browser.close();
      await bank.stop();
    },
  };
}

/**
 * A page in a context of its own: no cookies, a fixed language and zone.
 * `page.view`, `page.bank` and `page.complaints` are there for the checks; `page.shown` is the
 * newest answer that was shown as a page, and not one that was downloaded.
 * @param {View} view
 */
async function newPage(browser, bank, view = {}) {
  const { width = DESKTOP, scheme = 'light', javascript = true, worker = false } = view;
  const context = await browser.newContext({
    baseURL: bank.address,
    viewport: sizeOf(width),
    colorScheme: scheme,
    javaScriptEnabled: javascript,
    serviceWorkers: worker ? 'allow' : 'block',
    locale: 'en-GB',
    timezoneId: 'Europe/London',
    reducedMotion: 'reduce',
  });
  context.setDefaultTimeout(15_000);
  const page = await context.newPage();
  page.view = { width, scheme, javascript };
  page.bank = bank;
  watch(page);
  return page;
}

function sizeOf(width) {
  return { width, height: width < 640 ? 844 : 900 };
}

/** Gathers console errors, policy violations, exceptions, failed requests and missing files. */
function watch(page) {
  page.complaints = [];
  page.shown = undefined;
  const note = (what) => page.complaints.push(`${new URL(page.url(), page.bank.address)}: ${what}`);

  page.on('console', (message) => {
    const text = message.text();
    // The browser repeats every status of 400 and above here; `response` below judges those.
    const repeats = text.startsWith('Failed to load resource');
    if (message.type() === 'error' && !repeats) note(`console: ${text}`);
  });
  page.on('pageerror', (error) => note(`exception: ${error.message}`));
  page.on('requestfailed', (request) => {
    const why = request.failure()?.errorText;
    // A download, or a page left before its last image arrived, is cut off by the browser itself.
    if (why !== 'net::ERR_ABORTED') note(`request failed: ${request.url()} ${why}`);
  });
  page.on('response', (response) => {
    const request = response.request();
    const isPage = request.isNavigationRequest() && request.frame() === page.mainFrame();
    const redirect = response.status() >= 300 && response.status() < 400;
    const html = (response.headers()['content-type'] ?? '').startsWith('text/html');
    if (isPage && html && !redirect) page.shown = response;
    // A page may answer 404 or 422 on purpose; the parts of a page may not, and nothing may fail.
    const limit = isPage ? 500 : 400;
    if (response.status() >= limit) note(`${response.status()} for ${response.url()}`);
    if (!request.url().startsWith(page.bank.address) && !request.url().startsWith('data:')) {
      note(`asked a foreign address: ${request.url()}`);
    }
  });
}

function chromiumPath() {
  // The shell without windows does the same work in less time.
  const names = ['chromium-headless-shell', 'chromium', 'chromium-browser', 'google-chrome'];
  const folders = (process.env.PATH ?? '').split(path.delimiter);
  for (const file of names.flatMap((name) => folders.map((folder) => path.join(folder, name)))) {
    try {
      accessSync(file, constants.X_OK);
      return file;
    } catch { /* not in this folder */ }
  }
  throw new Error('no Chromium found: run tests/setup');
}
