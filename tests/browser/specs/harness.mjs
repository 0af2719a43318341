// The harness watches the pages; this watches the harness. A check that cannot fail is no check.

import { after, before, describe, test } from 'node:test';
import assert from 'node:assert/strict';
import { createServer } from 'node:http';
import { DESKTOP, PHONE, look, openHouse } from '../support.mjs';
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

const policy = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:";

const answers = {
  '/sound': ['text/html; charset=utf-8', sound],
  '/faulty': ['text/html; charset=utf-8', faulty],
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
