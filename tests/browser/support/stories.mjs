// A story that is told twice: in a browser with scripts and in one without.

import { after, before, describe } from 'node:test';
import { openHouse } from './browser.mjs';

/**
 * Opens one house and tells the story in it both ways.
 * @param {(house: () => object, javascript: boolean) => void} tell  registers the chapters; the
 *   house stands when the first of them runs
 */
export function bothWays(title, tell) {
  describe(title, () => {
    let house;
    before(async () => { house = await openHouse(); });
    after(async () => { await house?.close(); });

    for (const javascript of [true, false]) {
      describe(javascript ? 'with scripts' : 'without scripts', () => tell(() => house, javascript));
    }
  });
}
