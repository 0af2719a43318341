// Everybody follows every link they can see. One page of each kind is looked at from both ends:
// a phone in light, a desktop in dark; it fits on the narrowest screen, bears large letters, and
// can be printed. No link may lead nowhere.

import { after, before, describe, test } from 'node:test';
import assert from 'node:assert/strict';
import { DESKTOP, PHONE, fourViews, lookAround, openHouse, signIn } from '../support.mjs';

const bothEnds = [{ width: PHONE, scheme: 'light' }, { width: DESKTOP, scheme: 'dark' }];
const views = process.env.HOURBOOK_SHOTS ? fourViews : bothEnds;

// One page of each kind is looked at, and more of those that look different by how things stand.
const SAMPLES = {
  '/exchanges/{id}': 4, '/members/{id}': 2, '/listings/{id}': 2, '/people/{id}': 2,
};
// The others are only asked for, up to so many for each role.
const MOST = 600;

// What each role begins with; what must be found from there shows that the crawl crawls.
const roles = [
  { role: 'stranger', begin: ['/'], finds: ['/sign-in', '/join', '/help', '/privacy', '/poster', '/pages/repair-cafe'] },
  {
    role: 'member',
    begin: ['/', '/log-hours?with=nobody', '/problems/not-found'],
    finds: [
      '/home', '/exchanges', '/exchanges/{id}', '/exchanges/{id}/dispute', '/log-hours',
      '/exchanges/{id}/withdrawal', '/listings/{id}', '/offers', '/requests/new', '/people/{id}',
      '/statement', '/statement.csv', '/me/edit', '/me/password', '/me/told', '/books',
      '/me/hours', '/me/hours/confirmation', '/listings/{id}/asking', '/regular/new',
      '/pages/lifts',
    ],
  },
  {
    role: 'coordinator',
    // There is more than is asked for: what lies deep is begun with.
    begin: ['/', '/imports', '/pages'],
    // These are the same for everybody, and were looked at before.
    looksAt: /^\/(?!help|privacy|cookies|accessibility)/,
    finds: [
      '/approvals', '/enter-hours', '/listings', '/members/{id}/state', '/members/{id}/statement',
      '/exchanges/{id}/decision', '/exchanges/{id}/decline', '/reports/activity', '/reports/health',
      '/reports/exchanges.csv', '/reports/journal', '/members/new', '/members/{id}/edit',
      '/exchanges/{id}/confirmation-for', '/to-do', '/post', '/members/{id}/told',
      '/applications', '/applications/{id}', '/members/{id}/checks',
      '/listings/{id}/asking', '/askings/{id}', '/offers/directory', '/imports',
      '/imports/{id}', '/imports/{id}/lines/4', '/starter-pack', '/guide', '/pages/new',
    ],
  },
  // Sees what a coordinator sees, and more of the members.
  {
    role: 'administrator', begin: ['/'], looksAt: /^\/members/, finds: ['/members/{id}/role'],
  },
];

describe('every link that can be seen', () => {
  let house;
  before(async () => { house = await openHouse(); });
  after(async () => { await house?.close(); });

  for (const { role, begin, looksAt, finds } of roles) {
    test(`is followed by a ${role}`, async (context) => {
      const page = await house.newPage();
      if (role !== 'stranger') await signIn(page, role);
      const crawl = new Crawl(page, role, looksAt);
      await crawl.from(begin);
      const { looks, asked } = crawl;
      context.diagnostic(`${looks.size} kinds of pages looked at, ${asked} links asked`);
      assert.deepEqual(crawl.faults, []);
      const missing = finds.filter((kind) => !crawl.reached.has(kind));
      assert.deepEqual(missing, [], 'kinds of pages that were never reached');
      await page.context().close();
    });
  }
});

class Crawl {
  faults = [];

  // How often each kind of page was looked at, and each kind that a link led to.
  looks = new Map();

  reached = new Set();

  asked = 0;

  constructor(page, role, looksAt = /^/) {
    this.page = page;
    this.role = role;
    this.looksAt = looksAt;
    this.address = page.bank.address;
  }

  /** Breadth first: what is near the beginning comes first. */
  async from(begin) {
    const queue = begin.map((path) => ({ path, by: 'the beginning' }));
    const known = new Set(begin);
    for (let next = queue.shift(); next && this.asked < MOST; next = queue.shift()) {
      const { path, by } = next;
      for (const link of await this.follow(path, by)) {
        if (!known.has(link)) {
          known.add(link);
          queue.push({ path: link, by: path });
        }
      }
    }
  }

  /** Asks for an address, looks at it where its kind is new, and gives the links on it. */
  async follow(path, by) {
    this.asked += 1;
    const response = await this.page.request.get(path);
    const kind = kindOf(response.url());
    this.reached.add(kind);
    const type = response.headers()['content-type'] ?? '';
    if (response.status() >= 400) this.faults.push(`${response.status()} for ${path}, from ${by}`);
    if (response.status() >= 400 || !type.startsWith('text/html')) return [];
    const html = await response.text();
    if (html.match(/<h1[ >]/g)?.length !== 1) this.faults.push(`not one h1 on ${path}, from ${by}`);

    const often = this.looks.get(kind) ?? 0;
    if (often < (SAMPLES[kind] ?? 1) && this.looksAt.test(kind)) {
      this.looks.set(kind, often + 1);
      await this.lookAt(path, `${fileName(kind)}${often > 0 ? `-${often + 1}` : ''}`);
    }
    return this.links(html, path);
  }

  async lookAt(path, name) {
    const { page } = this;
    try {
      await page.goto(path);
      await lookAround(page, `crawl/${this.role}${name}`, views);
      await printed(page);
    } catch (error) {
      this.faults.push(error.message);
      page.complaints.length = 0;
    }
  }

  /** The addresses of our own that a page links to; a link to a part of the page finds it. */
  links(html, path) {
    const hrefs = [...html.matchAll(/<a\b[^>]*? href="([^"]*)"/g)].map(([, href]) => (
      href.replaceAll(/&#38;|&amp;/g, '&')
    ));
    for (const href of hrefs.filter((one) => one.startsWith('#'))) {
      if (!html.includes(` id="${href.slice(1)}"`)) {
        this.faults.push(`${href} leads nowhere on ${path}`);
      }
    }
    return hrefs.filter((href) => !href.startsWith('#'))
      .map((href) => new URL(href, new URL(path, this.address)))
      .filter(({ origin }) => origin === this.address)
      .map(({ pathname, search }) => pathname + search);
  }
}

/** On paper a page has no navigation, and printing does not fail. */
async function printed(page) {
  await page.emulateMedia({ media: 'print' });
  const nav = page.locator('.service-nav');
  if (await nav.count() > 0) assert.equal(await nav.isVisible(), false, 'no navigation on paper');
  const sheet = await page.pdf({ format: 'A4' });
  assert.equal(sheet.subarray(0, 5).toString(), '%PDF-');
  await page.emulateMedia({ media: null });
}

/** The kind of a page: its address with ids left out. */
function kindOf(address) {
  return new URL(address).pathname.replaceAll(/[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}/g, '{id}');
}

/** `/members/{id}/state` as the name of a file: `-members-id-state`. */
function fileName(kind) {
  return kind.replaceAll(/[^a-z0-9]+/g, '-').replace(/-$/, '') || '-first';
}
