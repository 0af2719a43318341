// A visitor opens each page that needs no sign-in.

import { after, before, describe, test } from 'node:test';
import assert from 'node:assert/strict';
import { everyView, look, nameOf, openHouse } from '../support.mjs';

const pages = ['/sign-in', '/help', '/cookies', '/accessibility'];

describe('a visitor', () => {
  let house;
  before(async () => { house = await openHouse(); });
  after(async () => { await house?.close(); });

  for (const view of everyView) {
    for (const path of pages) {
      test(`opens ${path} at ${nameOf(view)}`, async () => {
        const page = await house.newPage(view);
        const response = await page.goto(path);
        assert.equal(response.status(), 200);
        await assertOneHeading(page);
        await look(page, path.slice(1));
        await page.context().close();
      });
    }
  }
});

async function assertOneHeading(page) {
  assert.equal(await page.locator('h1').count(), 1, 'one heading names the page');
  assert.equal(await page.locator('main').count(), 1);
  assert.ok((await page.title()).length > 0, 'the page has a title');
}
