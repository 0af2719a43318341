// Two write each other about an offer; a coordinator joins when asked, and only then reads it.

import { after, before } from 'node:test';
import assert from 'node:assert/strict';
import {
  answer, assertHeading, assertNotice, assertRefused, bothWays, chapters, follow, lookAround,
  press, signedIn, text,
} from '../support.mjs';

bothWays('two who write each other', tell);

function tell(house, javascript) {
  const chapter = chapters();
  const what = `with${javascript ? '' : 'out'} scripts`;
  const known = {};
  let ann;
  let bob;
  let ruth;
  before(async () => {
    [ann, bob, ruth] = await signedIn(house(), ['ann', 'bob', 'ruth'], { javascript });
  });
  after(() => Promise.all([ann, bob, ruth].map((page) => page?.context().close())));
  const see = (page, name) => lookAround(page, `messages/${name}`);

  chapter('Bob asks Ann about one of her offers', async () => {
    const offer = javascript ? 'Cook one pot that lasts three days' : 'Weeding, pruning and plain';
    await bob.goto(`/offers?words=${encodeURIComponent(offer)}`);
    await bob.getByRole('link', { name: new RegExp(offer) }).first().click();
    await see(bob, 'offer');
    await follow(bob, 'Write to Ann');
    await assertHeading(bob, 'Write to Ann');
    await see(bob, 'first');
    await press(bob, 'Send');
    await assertRefused(bob, 'Write what you would like to say');
    await answer(bob, { 'What would you like to say?': `Could I learn that, ${what}?` });
    await press(bob, 'Send');
    await assertNotice(bob, 'Your message is sent.');
    await assertHeading(bob, 'You and Ann');
    known.path = new URL(bob.url()).pathname;
    await see(bob, 'sent');
  });

  chapter('Ann finds it on Home and answers', async () => {
    await ann.goto('/home');
    assert.match(await text(ann), /Bob Farrow wrote to you/);
    await see(ann, 'home');
    const entry = ann.getByRole('listitem').filter({ hasText: what });
    await entry.getByRole('button', { name: /^Read it/ }).click();
    await assertHeading(ann, 'You and Bob');
    await answer(ann, { 'Write to Bob': 'Gladly. Any Tuesday.' });
    await press(ann, 'Send');
    await assertNotice(ann, 'Your message is sent.');
    await ann.goto('/home');
    assert.ok(!(await text(ann)).includes(what));
    await ann.goto('/conversations');
    assert.match(await text(ann), /You: “Gladly\. Any Tuesday\.”/);
    await see(ann, 'list');
  });

  chapter('Bob comes by a link, and says that he has read it', async () => {
    await bob.goto(known.path);
    await see(bob, 'unread');
    await press(bob, 'I have read it');
    assert.equal(await bob.getByRole('button', { name: 'I have read it' }).count(), 0);
  });

  chapter('a coordinator reads nothing until one of the two asks', async () => {
    assert.equal((await ruth.goto(known.path)).status(), 404);
    await follow(bob, 'Ask a coordinator to join');
    await see(bob, 'call');
    await press(bob, 'Ask a coordinator');
    await assertRefused(bob, 'Say what it is about');
    await answer(bob, { 'What is it about?': `No day suits us both, ${what}.` });
    await press(bob, 'Ask a coordinator');
    await assertNotice(bob, 'A coordinator is told, and can read this conversation.');
    await ruth.goto('/to-do?all=calls');
    await see(ruth, 'to-do');
    await ruth.goto(known.path);
    assert.ok((await text(ruth)).includes(`No day suits us both, ${what}.`));
    assert.ok(!(await text(ruth)).includes('Gladly. Any Tuesday.'));
    await see(ruth, 'called');
    await press(ruth, 'Read what they wrote');
    assert.ok((await text(ruth)).includes('Gladly. Any Tuesday.'));
    await see(ruth, 'inspected');
    await answer(ruth, { 'Write to both': 'Shall I ask for the church kitchen?' });
    await press(ruth, 'Send to both');
    await assertNotice(ruth, 'Your message is sent.');
    await ann.goto(known.path);
    assert.ok((await text(ann)).includes('Shall I ask for the church kitchen?'));
    await press(ruth, 'It is dealt with');
    assert.equal((await ruth.goto(known.path)).status(), 404);
  });

  chapter('a message is reported, and its writer is not told', async () => {
    await ann.goto(known.path);
    await ann.getByRole('link', { name: /^Report/ }).first().click();
    await assertHeading(ann, 'Report a message');
    await see(ann, 'report');
    await answer(ann, { 'What is it about?': 'Just to show it.' });
    await press(ann, 'Report it');
    await assertNotice(ann, 'A coordinator is told and looks at it. The other person is not told.');
    await bob.goto(known.path);
    assert.ok(!(await text(bob)).includes('reported'));
    await ruth.goto(known.path);
    await press(ruth, 'It is dealt with');
  });
}
