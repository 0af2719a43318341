// An administrator looks after the kinds of help and the areas: adds, renames, says what a kind
// asks for, and makes one of two.

import assert from 'node:assert/strict';
import {
  answer, assertHeading, assertNotice, assertRefused, bothWays, chapters, follow, lookAround,
  press, signIn, text,
} from '../support.mjs';

bothWays('kinds of help and areas', (house, javascript) => {
  const chapter = chapters();
  const kind = javascript ? 'Bicycle repairs' : 'Clock repairs';
  const area = javascript ? 'Quayside' : 'Old Town';
  let nia;

  const see = (name) => lookAround(nia, `kinds/${name}${javascript ? '' : '-plain'}`);

  chapter('she finds them under Settings and adds one', async () => {
    nia = await house().newPage({ javascript });
    await signIn(nia, 'administrator');
    await nia.goto('/settings');
    await follow(nia, 'Kinds of help');
    await see('list');
    await press(nia, 'Add it');
    await assertRefused(nia, 'Enter a name of 80 characters or less');
    await answer(nia, { 'Another kind of help': kind });
    await press(nia, 'Add it');
    await assertNotice(nia, 'added at the end of the list');
  });

  chapter('she says what it asks for, and it stands in a sentence', async () => {
    await follow(nia, kind);
    await see('one');
    await answer(nia, { 'A check that a coordinator has to have seen (optional)': 'First aid' });
    await nia.locator('#rules').check();
    await press(nia, 'Save');
    await assertNotice(nia, 'It is saved and holds from now on.');
    assert.match(await text(nia), /It cannot be offered, asked for or logged\. .*First aid/);
    await nia.goto('/offers/new');
    assert.ok(!(await text(nia)).includes(kind), 'nobody can offer it');
  });

  chapter('she puts it under a heading, and whoever looks for the heading finds it', async () => {
    await nia.goto('/settings/kinds');
    await follow(nia, kind);
    await nia.locator('#rules').uncheck();
    await answer(nia, { 'It stands under': 'Making and mending' });
    await press(nia, 'Save');
    await assertNotice(nia, 'It is saved and holds from now on.');
    await nia.goto('/offers/new');
    const group = nia.locator('optgroup[label="Making and mending"]');
    assert.match(await group.textContent(), new RegExp(`${kind}.*: something else$`));
    await nia.goto('/requests');
    await answer(nia, { 'Kind of help': 'Making and mending (all)' });
    await nia.goto('/settings/kinds');
    await follow(nia, 'Compare with the starting set');
    await see('set');
    await assertHeading(nia, 'The starting set');
  });

  chapter('she makes one of two', async () => {
    await nia.goto('/settings/kinds');
    await follow(nia, kind);
    await follow(nia, 'Make one of this and another');
    await see('merging');
    await press(nia, 'Make one of the two');
    await assertRefused(nia, 'Choose the kind of help that stays');
    await answer(nia, { 'The kind of help that stays': 'Small repairs' });
    await press(nia, 'Make one of the two');
    await assertNotice(nia, 'The two are one now.');
    assert.ok(!(await text(nia)).includes(kind));
  });

  chapter('an area is added and becomes part of another', async () => {
    await nia.goto('/settings/areas');
    await answer(nia, { 'Another area': area });
    await press(nia, 'Add it');
    await assertNotice(nia, 'The area is added.');
    await see('areas');
    await follow(nia, area);
    await assertHeading(nia, area);
    await see('area');
    await answer(nia, { 'The area that stays': 'Mill End' });
    await press(nia, 'Make one of the two');
    await assertNotice(nia, 'The two areas are one now.');
    await nia.context().close();
  });
});
