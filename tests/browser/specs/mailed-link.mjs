// Signing in by a link from a mail: asked for on a page, sent through a real mail server, opened,
// pressed, and over after that.

import { after, before, describe } from 'node:test';
import assert from 'node:assert/strict';
import {
  answer, arrive, assertHeading, assertRefused, chapters, follow, lookAround, openHouse, pick,
  press, signIn, startMail, startNew,
} from '../support.mjs';

for (const javascript of [true, false]) {
  describe(`a link by mail ${javascript ? 'with' : 'without'} scripts`, () => {
    const chapter = chapters();
    let mail;
    let bank;
    let house;
    let nia;
    let dilys;
    let link;
    before(async () => {
      mail = await startMail();
      bank = await startNew({ mailPort: mail.port });
      house = await openHouse({ address: bank.address });
      [nia, dilys] = [await house.newPage({ javascript }), await house.newPage({ javascript })];
    });
    after(async () => {
      await house?.close();
      await bank?.stop();
      await mail?.stop();
    });
    const see = (name) => lookAround(dilys, `mailed-link/${name}${javascript ? '' : '-plain'}`);

    chapter('a coordinator adds somebody who has an address and no password', async () => {
      await nia.goto(bank.invitation);
      await nia.locator('#password').fill('copper meadow compass');
      await press(nia, 'Set the password');
      await signIn(nia, { name: 'nia@example.org', password: 'copper meadow compass' });
      await nia.goto('/members/new');
      await pick(nia, 'A person');
      await answer(nia, { Name: 'Dilys Prosser', 'Email address (optional)': 'dilys@example.org' });
      await press(nia, 'Add this member');
      await assertHeading(nia, 'Dilys Prosser');
    });

    chapter('she asks for a link', async () => {
      await dilys.goto('/sign-in');
      await follow(dilys, 'Send me a link by email');
      await press(dilys, 'Send the link');
      await assertRefused(dilys, 'Enter your email address');
      await see('asked');
      await dilys.locator('#email').fill('dilys@example.org');
      await press(dilys, 'Send the link');
      await assertHeading(dilys, 'Look at your email');
      await see('sent');
    });

    chapter('the mail leads to a page with a button, and the button signs her in', async () => {
      const found = await mail.arrived((one) => one.includes('/sign-in/link/'));
      assert.match(found, /^To:.*dilys@example\.org/m);
      [link] = found.match(/http:\S+\/sign-in\/link\/[\w-]+/);
      await dilys.goto(link);
      await assertHeading(dilys, 'Sign in as Dilys Prosser?');
      await see('link');
      await press(dilys, 'Sign in');
      await assertHeading(dilys, /Dilys/);
    });

    chapter('the link signs in once', async () => {
      const other = await house.newPage({ javascript });
      await other.goto(link);
      assert.equal(other.shown.status(), 404);
      await assertHeading(other, 'This link has been used or is too old');
      await arrive(other, () => other.getByRole('link', { name: 'Send me a new one' }).click());
      await assertHeading(other, 'Sign in by email');
    });
  });
}
