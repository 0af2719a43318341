// The harness watches the pages; this watches the harness. A check that cannot fail is no check.

import { after, before, describe, test } from 'node:test';
import assert from 'node:assert/strict';
import { createServer } from 'node:http';
import {
  assertFocusShows, DESKTOP, focused, look, lookAround, minutesIn, openHouse, parseCsv, PHONE,
  tabTo,
} from '../support.mjs';
import { readGreeting } from '../support/bank.mjs';

const sound = `<!DOCTYPE html>
<html lang="en"><head><meta charset="utf-8"><title>Sound</title>
<link rel="icon" href="data:,"><script src="/sound.js" type="module"></script></head>
<body><main><h1>Sound</h1><noscript><p>Works without scripts.</p></noscript></main></body></html>`;

const faulty = `<!DOCTYPE html>
<html lang="en"><head><meta charset="utf-8"><title>Faulty</title><link rel="icon" href="data:,">
</head><body><main><h1>Faulty</h1><img src="/missing.png" width="2000" height="9">
<p style="color: red">Red</p><svg><path id="a"/></svg><svg><path id="a"/></svg>
<script>document.title = 'never';</script></main></body></html>`;

// Wide only where the screen is narrow, where letters are large, and dim only in the dark.
const picky = `<!DOCTYPE html>
<html lang="en"><head><meta charset="utf-8"><title>Picky</title><link rel="icon" href="data:,">
<link rel="stylesheet" href="/picky.css"></head><body><main><h1>Picky</h1>
<p class="box">Box</p><p class="wide">Wide</p><p class="dim">Dim</p>
<p><a href="/seen">Seen</a> or <a class="unseen" href="/unseen">unseen</a></p>
</main></body></html>`;

const pickyStyle = `:root { color-scheme: light dark; }
.box { width: 350px; background: #ddd; color: #111; }
@media (min-width: 1000px) { .wide { width: 45rem; } }
@media (prefers-color-scheme: dark) { .dim { color: #333; background: #111; } }
.unseen { outline: none; }`;

const policy = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:";

const answers = {
  '/sound': ['text/html; charset=utf-8', sound],
  '/faulty': ['text/html; charset=utf-8', faulty],
  '/picky': ['text/html; charset=utf-8', picky],
  '/picky.css': ['text/css', pickyStyle],
  '/sound.js': ['text/javascript', 'document.title = "Sound and enhanced";'],
};

function serve(request, response) {
  const [type, body] = answers[request.url] ?? [];
  response.writeHead(body ? 200 : 404, {
    'content-type': type ?? 'text/plain', 'content-security-policy': policy,
  });
  response.end(body);
}

describe('the harness', () => {
  const server = createServer(serve);
  let house;
  before(async () => {
    await new Promise((resolve) => { server.listen(0, '127.0.0.1', resolve); });
    house = await openHouse({ address: `http://127.0.0.1:${server.address().port}` });
  });
  after(async () => {
    await house?.close();
    server.close();
  });

  for (const javascript of [true, false]) {
    const scripts = javascript ? 'with scripts' : 'without scripts';

    test(`finds nothing wrong with a sound page, ${scripts}`, async () => {
      const page = await house.newPage({ width: PHONE, scheme: 'dark', javascript });
      await page.goto('/sound');
      await look(page, 'sound');
      assert.equal(await page.title(), javascript ? 'Sound and enhanced' : 'Sound');
    });

    test(`finds every fault of a faulty page, ${scripts}`, async () => {
      const page = await house.newPage({ width: DESKTOP, javascript });
      await page.goto('/faulty');
      await assert.rejects(look(page, 'faulty'), ({ message }) => {
        for (const fault of [
          /axe image-alt/, /HTML .*no-inline-style/, /id “a” stands more than once/,
          /scrolls sideways/, /404 for .*missing\.png/, /Content Security Policy/,
        ]) {
          assert.match(message, fault);
        }
        return true;
      });
    });
  }

  for (const javascript of [true, false]) {
    const scripts = javascript ? 'with scripts' : 'without scripts';

    test(`finds what is wrong at one width or in one scheme alone, ${scripts}`, async () => {
      const page = await house.newPage({ width: PHONE, javascript });
      await page.goto('/picky');
      await look(page, 'picky');
      await assert.rejects(lookAround(page, 'picky'), ({ message }) => {
        assert.match(message, /at 320: scrolls sideways by \d+ px: <p class="box"/);
        assert.match(message, /letters of twice the size: scrolls sideways .*: <p class="wide"/);
        assert.match(message, /at 390 dark.*: axe color-contrast/);
        assert.match(message, /at 1280 dark.*: axe color-contrast/);
        assert.doesNotMatch(message, /at \d+ light/);
        return true;
      });
      assert.deepEqual(page.view, { width: PHONE, scheme: 'light', javascript });
    });
  }

  test('sees a focus that cannot be seen', async () => {
    const page = await house.newPage();
    await page.goto('/picky');
    await tabTo(page, 'Seen');
    await page.keyboard.press('Tab');
    await assert.rejects(
      async () => assertFocusShows(page, await focused(page)),
      /the focus cannot be seen on a “unseen”/,
    );
  });

  test('reads lengths of time and files as they are written', () => {
    for (const [words, minutes] of [
      ['1 h 30 min', 90], ['−0 h 30 min', -30], ['2,396 h 00 min', 143_760], ['1 hour', 60],
      ['1 hour 15 minutes', 75], ['45 minutes', 45], ['− 28 h 15 min', -1695],
    ]) {
      assert.equal(minutesIn(words), minutes, words);
    }
    assert.throws(() => minutesIn('soon'));
    assert.deepEqual(parseCsv('\ufeffname,note\r\nAnn,"one, ""two"""\r\nBob,\r\n'), [
      { name: 'Ann', note: 'one, "two"' }, { name: 'Bob', note: '' },
    ]);
  });

  test('reads the address and the sign-ins that the program prints', () => {
    const printed = `Hourbook demo: Wrensham Timebank
  http://127.0.0.1:8080

  sign in as      name             email                 password
  member          Ann Whitcombe    ann@example.org       heron teapot ladder
  coordinator     Ruth Calder      ruth@example.org      lantern orchard violin

Stop it with Ctrl+C.
`;
    assert.deepEqual(readGreeting(printed), {
      address: 'http://127.0.0.1:8080',
      signIns: [
        { role: 'member', name: 'ann@example.org', password: 'heron teapot ladder' },
        { role: 'coordinator', name: 'ruth@example.org', password: 'lantern orchard violin' },
      ],
    });
    assert.equal(readGreeting('Making the bank …'), undefined);
  });
});
