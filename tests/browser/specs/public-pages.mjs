// A visitor opens each page that needs no sign-in, with scripts and without.

import { after, before, describe, test } from 'node:test';
import assert from 'node:assert/strict';
import { lookAround, openHouse } from '../support.mjs';

const pages = ['/sign-in', '/join', '/help', '/privacy', '/cookies', '/accessibility', '/offline'];

describe('a visitor', () => {
  let house;
  before(async () => { house = await openHouse(); });
  after(async () => { await house?.close(); });

  for (const javascript of [true, false]) {
    test(`opens what is open to all, ${javascript ? 'with' : 'without'} scripts`, async () => {
      const page = await house.newPage({ javascript });
      for (const path of pages) {
        const response = await page.goto(path);
        assert.equal(response.status(), 200, path);
        await lookAround(page, `public${path.replace('/', '-')}`);
      }
      await page.context().close();
    });
  }
});
