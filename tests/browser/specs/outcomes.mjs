// What a report says beside its figures: what hours would have cost, and how people are. A survey
// is opened, answered on one's own page and taken back; money is on no member's page.

import { after, before } from 'node:test';
import assert from 'node:assert/strict';
import {
  assertHeading, assertNotice, bothWays, chapters, follow, lookAround, press, signedIn, text,
  turnTo,
} from '../support.mjs';

bothWays('what a report says beside its figures', tell);

function tell(house, javascript) {
  let ann;
  let ruth;
  before(async () => {
    [ann, ruth] = await signedIn(house(), ['ann', 'ruth'], { javascript });
  });
  after(() => Promise.all([ann, ruth].map((page) => page?.context().close())));

  const chapter = chapters();
  const see = (page, name) => lookAround(page, `outcomes/${name}`);
  const survey = javascript ? 'How are you? Spring' : 'How are you? Autumn';

  chapter('has rates with their source', async () => {
    await ruth.goto('/reports/worth');
    await assertHeading(ruth, 'What an hour and a year cost');
    await see(ruth, 'worth');
    await ruth.getByRole('radio', { name: 'Median' }).check();
    await ruth.getByLabel('Day').first().fill('1');
    await ruth.getByLabel('Month').first().fill('4');
    await ruth.getByLabel('Year').first().fill('2026');
    await ruth.getByLabel('What an hour costs, in pounds').fill('17.50');
    await ruth.getByLabel('Where it is from').fill('Made up for a test');
    await press(ruth, 'Write down the rate');
    assert.match(await text(ruth), /Median, from 1 April 2026: £17.50/);
  });

  chapter('says what paying would have cost only where it is asked for', async () => {
    await ruth.goto('/reports/activity?period=everything&for=committee');
    assert.doesNotMatch(await text(ruth), /Replacement cost, not savings/);
    await ruth.getByLabel('Cost of the hours').selectOption({ index: 1 });
    await press(ruth, 'Show');
    assert.match(await text(ruth), /Replacement cost, not savings/);
    await see(ruth, 'report');
  });

  chapter('a survey is opened', async () => {
    await ruth.goto('/reports/surveys');
    await see(ruth, 'surveys');
    await ruth.getByLabel('What is it called?').fill(survey);
    await ruth.getByRole('checkbox', { name: /Loneliness/ }).check();
    await press(ruth, 'Open the survey');
    await assertHeading(ruth, survey);
    await see(ruth, 'survey');
    await follow(ruth, 'The sheet, to print');
    await see(ruth, 'sheet');
    await ruth.goBack();
    await follow(ruth, 'Type a sheet in');
    await see(ruth, 'entry');
  });

  chapter('is answered by the member', async () => {
    await turnTo(ann, 'My details');
    await follow(ann, 'How you are: surveys');
    await see(ann, 'own');
    await follow(ann, survey);
    await see(ann, 'questions');
    const questions = ann.getByRole('group', { name: /How often do you feel/ });
    for (let place = 0; place < 4; place += 1) {
      await questions.nth(place).getByRole('radio').nth(place % 2).check();
    }
    await ann.getByRole('checkbox', { name: 'I agree' }).check();
    await press(ann, 'Send my answers');
    await assertNotice(ann, 'Your answers are kept.');
  });

  chapter('stands in the report as figures', async () => {
    await ruth.goto('/reports/activity?period=everything&for=committee');
    await ruth.getByLabel('How people are').selectOption({ label: survey });
    await press(ruth, 'Show');
    assert.match(await text(ruth), /1 person answered the first time/);
    await see(ruth, 'chapter');
  });

  chapter('is taken back by the member', async () => {
    await ann.goto('/me/surveys');
    await press(ann, 'Withdraw and erase my answers');
    await assertNotice(ann, 'All that you answered is erased');
    for (const path of ['/home', '/statement', '/me/hours']) {
      await ann.goto(path);
      assert.doesNotMatch(await text(ann), /£/);
    }
  });
}
