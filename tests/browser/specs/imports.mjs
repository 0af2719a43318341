// A coordinator brings in a file of past exchanges: columns matched, a line put right, another left
// out, the balances looked at, all of it brought in, and undone.

import assert from 'node:assert/strict';
import {
  answer, assertHeading, assertNotice, assertRefused, bothWays, chapters, follow, lookAround,
  pick, press, signIn, text,
} from '../support.mjs';

bothWays('a spreadsheet', (house, javascript) => {
  const chapter = chapters();
  const day = javascript ? '03/11/2025' : '04/11/2025';
  const rows = [
    'Date,Giver,Receiver,Hours,Type,Note',
    `${day},Ann Whitcombe,Bob Farrow,1.25,Gardening,Hedge`,
    `${day},Bob Farrow,Nobody At All,2,Cooking,`,
    `${day},Bob Farrow,Ann Whitcombe,0:35,Cooking,Soup`,
    `${day},Ruth Calder,Ann Whitcombe,1,Cooking,`,
  ].join('\n');
  const name = javascript ? 'hours.csv' : 'older.csv';
  const buffer = Buffer.from(rows);
  let ruth;

  const see = (name) => lookAround(ruth, `imports/${name}${javascript ? '' : '-plain'}`);
  const upload = async () => {
    await ruth.goto('/imports');
    await pick(ruth, /^Exchanges/);
    await ruth.locator('#file').setInputFiles({ name, mimeType: 'text/csv', buffer });
    await press(ruth, 'Continue');
  };

  chapter('she chooses a file and sees what each column is', async () => {
    ruth = await house().newPage({ javascript });
    await signIn(ruth, 'coordinator');
    await ruth.goto('/imports');
    await see('begin');
    await press(ruth, 'Continue');
    await assertRefused(ruth, 'Choose what the lines are');
    await upload();
    await assertHeading(ruth, 'What is each column?');
    assert.equal(await ruth.locator('#column-3').inputValue(), 'hours');
    await see('columns');
    await ruth.locator('#column-1').selectOption({ label: 'Leave it out' });
    await press(ruth, 'Check every line');
    await assertRefused(ruth, 'Choose which column is who gave');
    await ruth.locator('#column-1').selectOption({ label: 'Who gave' });
    await press(ruth, 'Check every line');
  });

  chapter('she puts a line right and leaves another out', async () => {
    await assertHeading(ruth, /Look at these lines$/);
    assert.match(await text(ruth), /Nobody here is called so/);
    await see('lines');
    await follow(ruth, /^Put it right or leave it out.*line 3$/);
    await see('line');
    await answer(ruth, { 'Who received': 'Nobody Again' });
    await press(ruth, 'Keep it');
    assert.equal(ruth.shown.status(), 422);
    assert.equal(await ruth.locator('#receiver').inputValue(), 'Nobody Again');
    await answer(ruth, { 'Who received': 'Ann Whitcombe' });
    await press(ruth, 'Keep it');
    await assertNotice(ruth, 'The line is kept as you typed it.');
    await press(ruth, 'Leave out what cannot be read');
    await assertHeading(ruth, /Every line is settled$/);
    await see('settled');
  });

  chapter('she looks at what would happen, and brings it in', async () => {
    await press(ruth, 'Show what would happen');
    await assertHeading(ruth, /Bring in 3 exchanges\?$/);
    assert.match(await text(ruth), /3 hours 50 minutes in all/);
    await see('preview');
    await press(ruth, 'Bring them in');
    await assertNotice(ruth, '3 exchanges, 3 hours 50 minutes brought in.');
    await see('entered');
  });

  chapter('the same file again brings nothing', async () => {
    await upload();
    assert.match(await text(ruth), /Chosen as for the last file with these headings/);
    await press(ruth, 'Check every line');
    assert.match(await text(ruth), /Came in with a spreadsheet before/);
    await press(ruth, 'Throw the file away');
    await assertNotice(ruth, 'The file is thrown away. Nothing of it came in.');
    await see('list');
  });

  chapter('she undoes it, with a reason', async () => {
    await follow(ruth, name);
    await follow(ruth, 'Undo this import');
    await see('undoing');
    await press(ruth, 'Undo it');
    await assertRefused(ruth, 'Say why it is undone');
    await ruth.locator('#reason').fill('The wrong year');
    await press(ruth, 'Undo it');
    await assertNotice(ruth, 'All of it is undone.');
    await see('undone');
    await ruth.context().close();
  });
});
