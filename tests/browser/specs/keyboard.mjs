// With the keyboard alone: hours logged and approved by Tab, Shift+Tab, Enter, Space and arrows.
// At every stop on the way one sees where one is.

import { after, before, describe, test } from 'node:test';
import assert from 'node:assert/strict';
import {
  arrive, assertHeading, assertNotice, chapters, DESKTOP, focused, noComplaints, openHouse, PHONE,
  signIn, tabTo, text,
} from '../support.mjs';

const views = [{ width: DESKTOP, scheme: 'light' }, { width: PHONE, scheme: 'dark' }];

describe('with the keyboard alone', () => {
  let house;
  before(async () => { house = await openHouse(); });
  after(async () => { await house?.close(); });

  for (const view of views) {
    describe(`${view.width} ${view.scheme}`, () => tell(() => house, view));
  }
});

function tell(house, view) {
  let page;
  before(async () => {
    page = await house().newPage(view);
    await signIn(page, 'ann@example.org');
  });
  after(async () => { await page?.context().close(); });

  const chapter = chapters();
  const type = (words) => page.keyboard.type(words);
  const enter = () => arrive(page, () => page.keyboard.press('Enter'));
  const press = (key) => page.keyboard.press(key);

  test('the first stop skips to the main part', async () => {
    await page.goto('/home');
    await press('Tab');
    assert.equal((await focused(page)).name, 'Skip to main content');
    const box = await page.locator('.skip-link').boundingBox();
    assert.ok(box.y >= 0, 'it can be seen while it has the focus');
    await press('Enter');
    assert.equal(await page.evaluate(() => document.activeElement.id), 'main');
    await press('Tab');
    const stop = await focused(page);
    assert.equal(stop.name, 'See your statement', 'the next stop is the first of the main part');
  });

  test('a field in the wrong is reached from the summary', async () => {
    await page.goto('/log-hours');
    await tabTo(page, 'Continue');
    await enter();
    assert.ok(await page.evaluate(() => document.activeElement.matches('.error-summary')));
    await tabTo(page, 'Select who helped');
    await press('Enter');
    assert.equal((await focused(page)).name, 'I helped somebody');
  });

  chapter('Ann logs hours', async () => {
    await page.goto('/home');
    await tabTo(page, 'Log hours');
    await enter();
    await tabTo(page, 'I helped somebody');
    await press('Space');
    await tabTo(page, 'Continue');
    await enter();
    await assertHeading(page, 'Who did you help?');
    await tabTo(page, 'Look for somebody');
    await type('bob farrow');
    await enter();
    await tabTo(page, /^Bob Farrow/);
    await press('Space');
    await enter();
    await assertHeading(page, 'What did you do for Bob?');
    await tabTo(page, 'Kind of help');
    await type('Gard');
    await tabTo(page, /^In a few words/);
    await type('Raked the leaves');
    await tabTo(page, /^Note for Bob/);
    await tabTo(page, 'Continue');
    await enter();
    await assertHeading(page, 'When did you help Bob?');
    await tabTo(page, /^Today/);
    await press('ArrowDown');
    assert.match((await focused(page)).name, /^Yesterday/, 'arrows move between the radios');
    await tabTo(page, 'Continue');
    await tabTo(page, 'Year', 'Shift+Tab');
    await tabTo(page, 'Continue');
    await enter();
    await assertHeading(page, 'How long did it take?');
    await tabTo(page, 'Hours');
    await type('1');
    await tabTo(page, 'Minutes');
    await type('15');
    await enter();
    await assertHeading(page, 'Check before you send');
    assert.match(await text(page), /Gardening: Raked the leaves/);
    assert.match(await text(page), /1 hour 15 minutes/);
    await tabTo(page, 'Send to Bob to confirm');
    await enter();
    await assertHeading(page, 'Sent to Bob to confirm');
    await tabTo(page, 'Sign out', 'Shift+Tab');
    await enter();
  });

  chapter('Bob confirms', async () => {
    await signIn(page, 'bob@example.org');
    await tabTo(page, /^Check and confirm 1 hour 15 minutes/);
    await enter();
    await tabTo(page, 'Confirm');
    await press('Space');
    await page.waitForURL('**/exchanges/*?done=confirmed');
    await assertNotice(page, 'It is confirmed.');
    await tabTo(page, 'Sign out', 'Shift+Tab');
    await enter();
  });

  chapter('Ruth approves', async () => {
    await signIn(page, 'coordinator');
    await tabTo(page, 'Go through the approvals');
    await enter();
    await tabTo(page, /^Select Ann Whitcombe, 1 hour 15 minutes gardening for Bob Farrow/);
    await press('Space');
    assert.match(await text(page), /1 selected, 1 hour 15 minutes/);
    await tabTo(page, 'Approve selected', 'Shift+Tab');
    await enter();
    await assertHeading(page, 'Approve 1 exchange?');
    await tabTo(page, 'Approve 1 exchange');
    await enter();
    await assertNotice(page, 'You approved 1 exchange, 1 hour 15 minutes.');
  });

  chapter('Ruth reads a chart as a table', async () => {
    await page.goto('/reports/activity');
    await tabTo(page, 'The same figures as a table');
    const table = page.locator('figure.chart table').first();
    assert.equal(await table.isVisible(), false);
    await press('Enter');
    assert.equal(await table.isVisible(), true);
    noComplaints(page);
  });
}
