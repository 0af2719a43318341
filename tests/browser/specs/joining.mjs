// Leah finds the timebank, asks to join, and is a member at the end: four questions, a link of her
// own, a coordinator’s checklist, a link to sign in. Another applicant is declined with a letter.

import assert from 'node:assert/strict';
import {
  answer, assertHeading, assertNotice, assertRefused, bothWays, chapters, follow, lookAround, pick,
  press, signIn, text, turnTo,
} from '../support.mjs';

bothWays('somebody joins', (house, javascript) => {
  const chapter = chapters();
  const name = javascript ? 'Leonie Fairweather' : 'Odette Lark';
  const first = name.split(' ')[0];
  const password = 'thistle anchor pewter';
  let leah;
  let ruth;
  let own;

  const see = (page, what) => lookAround(page, `joining/${what}${javascript ? '' : '-plain'}`);

  const apply = async (page, who) => {
    await page.goto('/join');
    await press(page, 'Ask to join');
    await pick(page, /^I would/);
    await answer(page, { Name: who, 'Telephone number': '01632 960177' });
    await press(page, 'Continue');
    await answer(page, { 'The part of Wrensham': 'Castle Hill' });
    await press(page, 'Continue');
    await press(page, 'Continue');
    await page.locator('#agreed').check();
    await press(page, 'Continue');
  };

  chapter('the sign-in page leads to what a timebank is and how one joins', async () => {
    leah = await house().newPage({ javascript });
    await leah.goto('/sign-in');
    await follow(leah, 'See what this is, and how to join');
    await assertHeading(leah, 'Join Wrensham Timebank');
    const told = await text(leah);
    assert.match(told, /asks 2 people who know you/);
    assert.match(told, /\d+ requests?/);
    for (const someone of ['Ann', 'Mill End', 'Castle Hill']) {
      assert.ok(!told.includes(someone), `${someone} stands on the public page`);
    }
    await see(leah, 'front');
  });

  chapter('the questions, each on its page, keep what was answered', async () => {
    await press(leah, 'Ask to join');
    await see(leah, 'you');
    await press(leah, 'Continue');
    await assertRefused(leah, 'Choose who would like to join');
    await pick(leah, /^I would/);
    await answer(leah, { Name: name });
    await press(leah, 'Continue');
    await assertRefused(
      leah,
      'Enter a telephone number or an email address, so that we can reach you',
    );
    await answer(leah, { 'Telephone number': '01632 960177' });
    await press(leah, 'Continue');
    await see(leah, 'place');
    await answer(leah, { 'The part of Wrensham': 'Castle Hill' });
    await press(leah, 'Continue');
    await see(leah, 'help');
    await answer(leah, { 'What might you like to do for others? (optional)': 'Sewing' });
    await press(leah, 'Continue');
    await assertHeading(leah, 'Our agreement');
    await see(leah, 'agreement');
    await press(leah, 'Continue');
    await assertRefused(leah, 'Tick the box if you agree. If you are not sure, ring us first');
    await leah.locator('#agreed').check();
    await press(leah, 'Continue');
    await assertHeading(leah, 'Check before you send');
    await see(leah, 'check');
    await follow(leah, 'Change what you might do');
    await answer(leah, { 'What might you like to do for others? (optional)': 'Sewing and tea' });
    await press(leah, 'Continue');
    assert.match(await text(leah), /Sewing and tea/);
  });

  chapter('it is sent, and a link of her own says where it stands', async () => {
    await press(leah, 'Send');
    await assertHeading(leah, 'Your application has reached us');
    await see(leah, 'sent');
    own = (await leah.locator('.digest').innerText()).replaceAll(/\s/g, '');
    assert.equal(leah.shown.headers()['referrer-policy'], 'no-referrer');
    const answered = await leah.request.get('/join/AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA');
    assert.equal(answered.status(), 404);
  });

  chapter('Ruth finds it on To do and goes through the checklist', async () => {
    ruth = await house().newPage({ javascript });
    await signIn(ruth, 'coordinator');
    await ruth.goto('/to-do?all=applications');
    assert.match(await text(ruth), /Applications/);
    await follow(ruth, name);
    await see(ruth, 'application');
    await follow(ruth, 'Reference 1');
    await see(ruth, 'reference');
    await answer(ruth, { 'Who knows them?': 'Harriet Vane' });
    await pick(ruth, 'Answered: fine');
    await pick(ruth, /^Yesterday/);
    await press(ruth, 'Save');
    await assertNotice(ruth, 'It is written down.');
    assert.match(await text(ruth), /Harriet Vane: fine/);
    await follow(ruth, 'A conversation');
    await see(ruth, 'step');
    await press(ruth, 'Save');
    await follow(ruth, 'Checks that were seen');
    await see(ruth, 'checks');
    await answer(ruth, { 'What did you look at?': 'DBS 0012345678' });
    await press(ruth, 'I have seen it');
    await assertRefused(
      ruth,
      'Leave the number of the paper out: only that it was seen is kept',
    );
    await answer(ruth, { 'What did you look at?': 'Driving licence' });
    await press(ruth, 'I have seen it');
    assert.match(await text(ruth), /Driving licence/);
  });

  chapter('she notes a call, and puts it off', async () => {
    await follow(ruth, 'Note, hand over or put off');
    await pick(ruth, /^A telephone call/);
    await ruth.locator('#text').fill('Rang, no answer');
    await press(ruth, 'Keep the note');
    await ruth.goto('/applications');
    await see(ruth, 'applications');
    await follow(ruth, name);
    assert.match(await text(ruth), /Rang, no answer/);
  });

  chapter('the applicant sees what was done', async () => {
    await leah.goto(own);
    const told = await text(leah);
    assert.match(told, /We talked/);
    assert.ok(!told.includes('Driving licence') && !told.includes('Rang, no answer'));
  });

  chapter('Ruth makes her a member, and the link lets her in', async () => {
    await follow(ruth, `Make ${first} a member`);
    assert.match(await text(ruth), /An induction/);
    await see(ruth, 'membership');
    await ruth.locator('#accompany').check();
    await press(ruth, `Make ${first} a member`);
    await assertNotice(ruth, 'They are a member from today.');
    assert.match(await text(ruth), /Somebody of us goes along/);
    await follow(ruth, 'Checks and agreement');
    assert.match(await text(ruth), /Driving licence[\s\S]*Version \d+, on/);
    await see(ruth, 'member-checks');
    await follow(ruth, name);
    await press(ruth, 'Make a link to sign in');
    const link = (await ruth.locator('.digest').innerText()).replaceAll(/\s/g, '');
    await leah.goto(own);
    await assertHeading(leah, 'You are a member. Welcome!');
    await see(leah, 'welcome');
    const number = (await text(leah)).match(/W-\d{4}-\d/)[0];
    await leah.goto(link);
    await leah.locator('#password').fill(password);
    await press(leah, 'Set the password');
    await signIn(leah, { name: number, password });
    await assertHeading(leah, new RegExp(`Hello ${name}`));
  });

  chapter('another application is declined with a letter, which is printed', async () => {
    const page = await house().newPage({ javascript });
    const other = `Basil ${first}`;
    await apply(page, other);
    await press(page, 'Send');
    const link = (await page.locator('.digest').innerText()).replaceAll(/\s/g, '');
    await ruth.goto('/applications');
    await follow(ruth, other);
    await follow(ruth, 'Decline it');
    await see(ruth, 'declining');
    await press(ruth, 'Decline it');
    await assertNotice(ruth, 'The application is declined.');
    await page.goto(link);
    assert.match(await text(page), /Dear Basil/);
    await see(page, 'declined');
    await ruth.goto('/post/letters');
    assert.match(await text(ruth), /Dear Basil/);
    await see(ruth, 'letters');
    await press(ruth, 'They are posted');
    await page.context().close();
  });

  chapter('somebody takes it back, and nothing is left of it', async () => {
    const page = await house().newPage({ javascript });
    await apply(page, `Clara ${first}`);
    await press(page, 'Send');
    await follow(page, 'Take the application back');
    await see(page, 'withdraw');
    await press(page, 'Take it back');
    await assertHeading(page, 'You have taken your application back');
    await page.context().close();
    await ruth.goto('/applications');
    assert.ok(!(await text(ruth)).includes(`Clara ${first}`));
  });

  chapter('a new version of the agreement asks members, and stops nobody', async () => {
    const nia = await house().newPage({ javascript });
    await signIn(nia, 'administrator');
    await nia.goto('/settings/agreement');
    await see(nia, 'agreement-setting');
    await nia.locator('#text').fill(`We are kind.\n\nWe keep our word, ${first}.`);
    await nia.locator('#again').check();
    await press(nia, /^Save as version/);
    await assertNotice(nia, 'The agreement is saved');
    await leah.goto('/home');
    assert.match(await text(leah), /Our agreement has changed/);
    await see(leah, 'home-asked');
    await follow(leah, 'Read it');
    await see(leah, 'own-agreement');
    await leah.goto('/home');
    await press(leah, 'I have read it and agree');
    await assertNotice(leah, 'It is kept that you agree.');
    assert.ok(!(await text(leah)).includes('Our agreement has changed'));
    await nia.context().close();
  });

  chapter('applications are switched off, and the page says whom to ring', async () => {
    const nia = await house().newPage({ javascript });
    await signIn(nia, 'administrator');
    const decide = async (open) => {
      await nia.goto('/settings/joining');
      await pick(nia, open ? 'Yes' : /^No/);
      await answer(nia, { 'Why, and who decided it': 'We are full until spring' });
      if (!open) await see(nia, 'joining-setting');
      await press(nia, 'Continue');
      await assertHeading(nia, 'What would change');
      if (!open) await see(nia, 'joining-foreseen');
      await press(nia, 'Save');
    };
    await decide(false);
    const page = await house().newPage({ javascript });
    await page.goto('/join');
    assert.equal(await page.getByRole('button', { name: 'Ask to join' }).count(), 0);
    assert.match(await text(page), /Ring Ruth Calder/);
    await see(page, 'closed');
    await decide(true);
    await page.context().close();
    await nia.context().close();
  });

  chapter('the member’s page on To do says that nothing of hers waits', async () => {
    await turnTo(ruth, 'To do');
    assert.ok(!(await text(ruth)).includes(`${name}`));
  });
});
