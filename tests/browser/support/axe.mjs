// axe-core, on pages with scripts and on pages without.

import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';

const axeFile = createRequire(import.meta.url).resolve('axe-core/axe.min.js');
const axeSource = await readFile(axeFile, 'utf8');

/**
 * What axe finds wrong with a page as it is shown now, one line for each element. With `only`, no
 * other rules are asked than those with this tag of axe: `cat.color`.
 */
export async function axeFindings(page, only) {
  const found = await runAxe(page.view.javascript ? page : await twinOf(page), only);
  return found.flatMap(({ id, help, nodes }) => (
    nodes.map(({ at, why }) => `axe ${id}: ${help}: ${at}: ${why}`)
  ));
}

// Put in by `evaluate`, because our own security policy blocks script tags that are not ours.
async function runAxe(page, only) {
  if (!await page.evaluate(() => 'axe' in window)) await page.evaluate(axeSource);
  return page.evaluate(async (tag) => {
    const results = await window.axe.run(document, {
      resultTypes: ['violations'],
      ...(tag ? { runOnly: [tag] } : { rules: { 'target-size': { enabled: true } } }),
    });
    return results.violations.map(({ id, help, nodes }) => ({
      id,
      help,
      nodes: nodes.map(({ target, failureSummary }) => ({
        at: target.join(' '),
        why: failureSummary.split('\n').slice(1).map((line) => line.trim()).join('; '),
      })),
    }));
  }, only);
}

/**
 * axe cannot run where scripts are off. A twin page with scripts on is served the very same HTML
 * under the same address and none of our own scripts; what stands in `noscript` is shown. It
 * lives as long as the page, and is asked again when another answer is shown.
 */
async function twinOf(page) {
  page.twin ??= await openTwin(page);
  const { twin } = page;
  await twin.setViewportSize(page.viewportSize());
  await twin.emulateMedia({ colorScheme: page.view.scheme });
  if (twin.shows !== page.shown) {
    twin.shows = page.shown;
    twin.body = (await page.content()).replaceAll(/<\/?noscript>/g, '');
    await twin.goto(page.url().split('#')[0]);
  }
  return twin;
}

async function openTwin(page) {
  const context = await page.context().browser().newContext({
    colorScheme: page.view.scheme, locale: 'en-GB', reducedMotion: 'reduce',
  });
  page.context().once('close', () => context.close().catch(() => {}));
  const twin = await context.newPage();
  await twin.route('**/*', (route) => {
    const request = route.request();
    if (request.isNavigationRequest()) {
      const headers = { ...twin.shows.headers() };
      delete headers['content-encoding'];
      delete headers['content-length'];
      return route.fulfill({ status: 200, headers, body: twin.body });
    }
    return request.resourceType() === 'script' ? route.abort() : route.continue();
  });
  return twin;
}
