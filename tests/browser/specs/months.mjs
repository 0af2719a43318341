// The end of a month: opened again with a reason, closed anew with its report, signed by a second
// person, and printed as a certificate, with and without scripts.

import { after, before, describe } from 'node:test';
import assert from 'node:assert/strict';
import {
  answer, assertHeading, assertRefused, chapters, follow, lookAround, openHouse, pick, press,
  signIn, text, turnTo,
} from '../support.mjs';

for (const javascript of [true, false]) {
  describe(`the end of a month, ${javascript ? 'with' : 'without'} scripts`, () => {
    const chapter = chapters();
    let house;
    let ruth;
    let nia;
    let month;
    before(async () => {
      house = await openHouse();
      ruth = await house.newPage({ javascript });
      await signIn(ruth, 'coordinator');
      nia = await house.newPage({ javascript });
      await signIn(nia, 'administrator');
    });
    after(async () => { await house?.close(); });

    const see = (page, name) => lookAround(page, `months/${name}${javascript ? '' : '-plain'}`);
    const newest = (page) => page.locator('main tbody th a').first();

    chapter('Ruth finds the months beside the books', async () => {
      await turnTo(ruth, 'Check the books');
      await see(ruth, 'books');
      await follow(ruth, /all months$/);
      await assertHeading(ruth, 'Months');
      await see(ruth, 'list');
      month = await newest(ruth).innerText();
    });

    chapter('she opens the last one again, and says why', async () => {
      await follow(ruth, month);
      await assertHeading(ruth, `${month} is closed`);
      await see(ruth, 'closed');
      await follow(ruth, `Open ${month} again`);
      await see(ruth, 'reopening');
      await press(ruth, `Open ${month} again`);
      await assertRefused(ruth, 'Choose why it is opened again');
      await see(ruth, 'reopening-refused');
      await pick(ruth, 'Something in it is to be put right');
      await answer(ruth, { 'In your own words': 'A slip had the wrong day' });
      await press(ruth, `Open ${month} again`);
      await assertHeading(ruth, `Close ${month}`);
      assert.match(await text(ruth), /A slip had the wrong day/);
      await see(ruth, 'due');
    });

    chapter('she closes it anew and signs', async () => {
      await press(ruth, `Close ${month} and sign`);
      await assertHeading(ruth, `${month} is closed`);
      assert.match(await text(ruth), /Signed by Ruth Calder; one more signs/);
      const sign = ruth.locator('main').getByRole('button', { name: /^Sign / });
      assert.equal(await sign.count(), 0, 'nobody signs twice');
    });

    chapter('Nia signs as the second, and the certificate has both names', async () => {
      await turnTo(nia, 'Check the books');
      await follow(nia, /all months$/);
      await follow(nia, month);
      await see(nia, 'to-sign');
      await press(nia, `Sign ${month}`);
      await follow(nia, 'See the certificate');
      await assertHeading(nia, month);
      const told = await text(nia);
      for (const part of ['Ruth Calder', 'Nia Bevan', 'Two people have looked', 'wrong day']) {
        assert.ok(told.includes(part), `the certificate says “${part}”`);
      }
      await see(nia, 'certificate');
    });

    chapter('a member may read it, and print it on one page', async () => {
      const ann = await house.newPage({ javascript });
      await signIn(ann, 'ann@example.org');
      await ann.goto('/books/months');
      await follow(ann, month);
      await assertHeading(ann, month);
      const paper = await ann.pdf({ format: 'A4', preferCSSPageSize: true });
      const pages = paper.toString('latin1').match(/\/Type\s*\/Page\b/g);
      assert.equal(pages.length, 1, 'one sheet of paper');
      await ann.context().close();
    });
  });
}
