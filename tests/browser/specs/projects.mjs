// A coordinator begins a project that somebody pays for, looks at an exchange that belongs to it,
// says that it belongs to none, and reads the report, also as readers outside see it.

import assert from 'node:assert/strict';
import {
  answer, assertNotice, assertRefused, bothWays, chapters, follow, lookAround, press, signIn, text,
} from '../support.mjs';

bothWays('projects', (house, javascript) => {
  const chapter = chapters();
  const name = javascript ? 'Sewing together' : 'Mending together';
  let ruth;

  const see = (page) => lookAround(ruth, `projects/${page}${javascript ? '' : '-plain'}`);

  chapter('she begins one, with a kind of help that belongs to it', async () => {
    ruth = await house().newPage({ javascript });
    await signIn(ruth, 'coordinator');
    await ruth.goto('/reports/activity');
    await follow(ruth, 'projects');
    await press(ruth, 'Begin the project');
    await assertRefused(ruth, 'Enter a name of 80 characters or less');
    await answer(ruth, {
      'What is the project called?': name,
      'Who pays for it? (optional)': 'The Millstream Trust',
      'Kind of help that belongs to it by itself': 'Sewing and mending',
    });
    await press(ruth, 'Begin the project');
    await assertNotice(ruth, 'The project is begun.');
    await see('list');
    assert.match(await text(ruth), /Takes Sewing and mending by itself\./);
  });

  chapter('she changes it and closes it', async () => {
    await follow(ruth, name);
    await see('one');
    await ruth.locator('#to_day').fill('31');
    await press(ruth, 'Save');
    await assertRefused(ruth, 'Last day must include a month and a year');
    await ruth.locator('#to_day').fill('');
    await press(ruth, 'Save');
    await assertNotice(ruth, 'The project is saved.');
    await follow(ruth, name);
    await press(ruth, 'Close the project');
    await assertNotice(ruth, 'The project is closed.');
  });

  chapter('on an exchange she says where it belongs', async () => {
    await ruth.goto('/approvals');
    await ruth.locator('main a[href^="/exchanges/"]').first().click();
    await see('exchange');
    await answer(ruth, { 'It belongs to': 'Nobody alone' });
    await press(ruth, 'Save');
    await assertNotice(ruth, 'It is written down to which project it belongs.');
    assert.match(await text(ruth), /It belongs to Nobody alone: Ruth/);
    await answer(ruth, { 'It belongs to': 'No project' });
    await press(ruth, 'Save');
    assert.match(await text(ruth), /It belongs to no project: Ruth/);
  });

  chapter('the committee reads the report of one project', async () => {
    await ruth.goto('/reports/activity?period=this-year&for=committee');
    await answer(ruth, { 'Project': 'Gardens for all' });
    await press(ruth, 'Show');
    assert.match(await text(ruth), /Only the project Gardens for all\./);
    await see('report');
  });

  chapter('readers outside see it as far as it gives nobody away', async () => {
    await ruth.goto('/reports/activity?period=this-year&for=outside');
    await answer(ruth, { 'Project': 'Gardens for all' });
    await press(ruth, 'Show');
    const said = await text(ruth);
    assert.match(said, /Only the project Gardens for all\./);
    assert.match(said, /Whoever has the report of the whole bank|Too few people stand behind it/);
    await see('outside');
    await ruth.context().close();
  });
});
