// The bank on the first screen of a telephone: what it is called, and what is there without a
// connection.

import { after, before, test } from 'node:test';
import assert from 'node:assert/strict';
import { lookAround, openHouse, signIn } from '../support.mjs';

let house;
before(async () => { house = await openHouse(); });
after(async () => { await house?.close(); });

test('a telephone learns the bank’s name and finds its icons', async () => {
  const page = await house.newPage({ width: 390 });
  await page.goto('/sign-in');
  const address = await page.locator('link[rel="manifest"]').getAttribute('href');
  const answer = await page.request.get(address);
  assert.equal(answer.headers()['content-type'], 'application/manifest+json');
  const manifest = await answer.json();
  assert.match(await page.title(), new RegExp(manifest.name));
  assert.equal(manifest.start_url, '/');
  const icons = manifest.icons.map((icon) => icon.src);
  icons.push(await page.locator('link[rel="apple-touch-icon"]').getAttribute('href'));
  for (const icon of icons) {
    const picture = await page.request.get(icon);
    assert.equal(picture.status(), 200, icon);
    assert.match(picture.headers()['content-type'], /^image\//);
  }
  await page.context().close();
});

test('without a connection one page says so, and nothing about anybody is kept', async () => {
  const page = await house.newPage({ width: 390, worker: true });
  await page.goto('/sign-in');
  await page.evaluate(() => navigator.serviceWorker.ready);
  await signIn(page, 'member');
  const name = await page.locator('.account__name').textContent();
  await page.goto('/statement');

  const kept = await page.evaluate(async () => {
    const found = [];
    for (const cache of await caches.keys()) {
      for (const request of await (await caches.open(cache)).keys()) {
        const text = await (await caches.match(request)).text();
        found.push({ path: new URL(request.url).pathname, text });
      }
    }
    return found;
  });
  assert.deepEqual(kept.map(({ path }) => path.replace(/\.[0-9a-f]+\./, '.')).sort(),
    ['/offline', '/s/hourbook.css']);
  for (const { path, text } of kept) assert.ok(!text.includes(name), `${path} names ${name}`);

  await house.bank.stop();
  await page.goto('/home');
  assert.equal(await page.locator('h1').textContent(), 'You are not connected');
  assert.equal(await page.locator('.account__name').count(), 0);
  page.complaints.length = 0;
  await lookAround(page, 'installed-offline');
  await page.context().close();
});
