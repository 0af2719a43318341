// What is new, by mail: chosen for somebody who said so on the telephone, sent after a week, and
// ended by the link in it, without signing in.

import { after, before, describe } from 'node:test';
import assert from 'node:assert/strict';
import {
  answer, assertHeading, assertNotice, assertRefused, chapters, lookAround, openHouse, pick, press,
  signIn, startMail, startNew,
} from '../support.mjs';

for (const javascript of [true, false]) {
  describe(`what is new by mail ${javascript ? 'with' : 'without'} scripts`, () => {
    const chapter = chapters();
    let mail;
    let bank;
    let house;
    let nia;
    let member;
    let link;
    before(async () => {
      mail = await startMail();
      bank = await startNew({ mailPort: mail.port });
      house = await openHouse({ address: bank.address });
      nia = await house.newPage({ javascript });
    });
    after(async () => {
      await house?.close();
      await bank?.stop();
      await mail?.stop();
    });
    const see = (page, name) => lookAround(page, `digest/${name}${javascript ? '' : '-plain'}`);

    chapter('a coordinator chooses it for a member who said so', async () => {
      await nia.goto(bank.invitation);
      await nia.locator('#password').fill('copper meadow compass');
      await press(nia, 'Set the password');
      await signIn(nia, { name: 'nia@example.org', password: 'copper meadow compass' });
      await nia.goto('/members/new');
      await pick(nia, 'A person');
      await answer(nia, { Name: 'Dilys Prosser', 'Email address (optional)': 'dilys@example.org' });
      await press(nia, 'Add this member');
      member = new URL(nia.url()).pathname;
      await nia.goto(`${member}/digest`);
      await pick(nia, 'Once a week');
      await see(nia, 'chosen');
      await press(nia, 'Save');
      await assertNotice(nia, 'The choice is saved.');
    });

    chapter('a week later she is told of a new request', async () => {
      await nia.goto('/requests/new');
      await press(nia, 'Add the request');
      await assertRefused(nia, 'Enter what it is about');
      await answer(nia, { 'What is the help for?': 'A lift to the library' });
      await press(nia, 'Add the request');
      await assertHeading(nia, 'A lift to the library');
      await bank.later(8);
      const found = await mail.arrived((one) => one.includes('A lift to the library'));
      assert.match(found, /^To:.*dilys@example\.org/m);
      assert.match(found, /^List-Unsubscribe-Post: List-Unsubscribe=One-Click/m);
      [link] = found.match(/http:\S+\/unsubscribe\/[\w-]+/);
    });

    chapter('the link in it leads to a button, and the button ends it', async () => {
      const dilys = await house.newPage({ javascript });
      await dilys.goto(link);
      await assertHeading(dilys, 'No more mails of what is new?');
      await see(dilys, 'link');
      await press(dilys, 'End these mails');
      await assertHeading(dilys, 'It is ended');
      await see(dilys, 'ended');
    });

    chapter('the member’s page says so', async () => {
      await signIn(nia, { name: 'nia@example.org', password: 'copper meadow compass' });
      await nia.goto(`${member}/digest`);
      assert.ok(await nia.getByLabel('Rather not').isChecked());
    });
  });
}
