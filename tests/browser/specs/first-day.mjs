// The first day of a bank: from `hourbook init` through the list of tasks to the first exchange,
// and what is printed for it.

import { after, before, describe } from 'node:test';
import assert from 'node:assert/strict';
import {
  answer, arrive, assertHeading, assertNotice, assertRefused, chapters, follow, lookAround, openHouse,
  pick, press, signIn, startNew, text,
} from '../support.mjs';

for (const javascript of [true, false]) {
  describe(`the first day ${javascript ? 'with' : 'without'} scripts`, () => {
    const chapter = chapters();
    let bank;
    let house;
    let nia;
    before(async () => {
      bank = await startNew();
      house = await openHouse({ address: bank.address });
      nia = await house.newPage({ javascript });
    });
    after(async () => {
      await house?.close();
      await bank?.stop();
    });
    const see = (name) => lookAround(nia, `first-day/${name}${javascript ? '' : '-plain'}`);

    // The next task stands in the list and, larger, under it.
    const begin = async (title) => {
      const link = nia.locator('.task').getByRole('link', { name: title, exact: true });
      await arrive(nia, () => link.click());
    };

    chapter('she chooses a password and sees what to do', async () => {
      await nia.goto(bank.invitation);
      await nia.locator('#password').fill('copper meadow compass');
      await press(nia, 'Set the password');
      await signIn(nia, { name: 'nia@example.org', password: 'copper meadow compass' });
      await nia.goto('/to-do');
      await assertHeading(nia, 'Your timebank is open');
      assert.match(await text(nia), /0 of 12 done/);
      await see('list');
    });

    chapter('she says whom members ring', async () => {
      await begin('Say whom members ring');
      await see('contact');
      await answer(nia, { 'Name of the timebank': '' });
      await press(nia, 'Save');
      await assertRefused(nia, 'Enter the name of the timebank');
      await nia.locator('#name').fill('Wrensham Timebank');
      await nia.locator('#contact_name').fill('Nia Bevan');
      await nia.locator('#contact_phone').fill('01632 960118');
      await press(nia, 'Save');
      await assertNotice(nia, 'The settings are saved');
    });

    chapter('five questions set the policy', async () => {
      await nia.goto('/to-do');
      await begin('Answer five questions');
      await see('questions');
      await pick(nia, /^At somebody’s first three/);
      await press(nia, 'Set it so');
      await assertHeading(nia, 'Your timebank is open');
      assert.match(await text(nia), /2 of 12 done/);
      await nia.goto('/settings/steps');
      assert.match(await text(nia), /Answered on the first day/);
    });

    chapter('she ticks what the program cannot see', async () => {
      await nia.goto('/to-do');
      for (const task of ['kinds', 'areas', 'agreement', 'pack', 'mail', 'backup']) {
        await nia.locator(`input[name="task"][value="${task}"]`).check();
      }
      await press(nia, 'Keep it');
      assert.match(await text(nia), /8 of 12 done/);
      assert.doesNotMatch(await text(nia), /What the program cannot see/);
    });

    chapter('the starter pack is there to print', async () => {
      await begin('Print the starter pack');
      await see('pack');
      for (const [link, heading] of [
        ['Poster', 'Wrensham Timebank'],
        ['Guide for members, in large print', 'Your guide to Wrensham Timebank'],
        ['Agreement to sign', 'Our agreement'],
      ]) {
        await follow(nia, link);
        await assertHeading(nia, heading);
        await see(heading.toLowerCase().replaceAll(' ', '-'));
        await nia.goto('/starter-pack');
      }
      await nia.goto('/poster');
      assert.match(await text(nia), /127\.0\.0\.1:\d+\/join/);
      assert.equal(await nia.getByRole('img', { name: /^Code that leads to/ }).count(), 1);
    });

    chapter('the first members come in, and the first exchange is written down', async () => {
      await nia.goto('/to-do');
      await begin('Write in the first members');
      await nia.locator('#rows').fill('Name\nAnn Whitcombe\nBob Farrow\n');
      await press(nia, 'Continue');
      await press(nia, 'Check every line');
      await press(nia, 'Show what would happen');
      await press(nia, 'Bring them in');
      await nia.goto('/to-do');
      assert.match(await text(nia), /9 of 12 done/);
      await nia.goto('/imports?what=exchanges');
      await nia.locator('#rows').fill(
        'Day,Giver,Receiver,Length\n2025-11-03,Ann Whitcombe,Bob Farrow,1:30\n',
      );
      await press(nia, 'Continue');
      await press(nia, 'Check every line');
      await press(nia, 'Show what would happen');
      await press(nia, 'Bring it in');
      await nia.goto('/to-do');
      assert.match(await text(nia), /10 of 12 done/);
    });

    chapter('she puts the list away', async () => {
      await press(nia, 'Put the list away now');
      await assertHeading(nia, 'To do');
    });
  });
}
