// What is asked of every page that a spec visits. `look` asks everything at once.

import assert from 'node:assert/strict';
import { mkdir, readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import path from 'node:path';
import { HtmlValidate } from 'html-validate';
import { htmlRules } from './html-rules.mjs';

const axeFile = createRequire(import.meta.url).resolve('axe-core/axe.min.js');
const axeSource = await readFile(axeFile, 'utf8');
const validator = new HtmlValidate(htmlRules);

/**
 * Everything at once, and everything that is wrong in one message: no complaints, nothing from
 * axe, valid HTML, no sideways scroll; and a picture called `name` when pictures are wanted.
 */
export async function look(page, name) {
  await shot(page, name);
  none(page, [
    ...await axeFindings(page),
    ...await htmlFindings(page),
    ...await scrollFindings(page),
    ...page.complaints,
  ]);
}

/** axe finds nothing: WCAG 2.2 A and AA, and its best practices. */
export async function axe(page) {
  none(page, await axeFindings(page));
}

/** The HTML as it came from the server follows the standard. */
export async function validHtml(page) {
  none(page, await htmlFindings(page));
}

/** Nothing sticks out to the right at this width. */
export async function noSidewaysScroll(page) {
  none(page, await scrollFindings(page));
}

/** No console error, policy violation, exception, failed request or foreign address so far. */
export function noComplaints(page) {
  none(page, page.complaints);
}

/** A picture of the whole page in the folder HOURBOOK_SHOTS, when that is set. */
export async function shot(page, name) {
  const folder = process.env.HOURBOOK_SHOTS;
  if (!folder) return;
  await mkdir(folder, { recursive: true });
  const { width, scheme, javascript } = page.view;
  const file = `${name}-${width}-${scheme}${javascript ? '' : '-noscript'}.png`;
  await page.screenshot({ path: path.join(folder, file), fullPage: true });
}

function none(page, findings) {
  if (findings.length > 0) {
    const { width, scheme } = page.view;
    assert.fail(`${page.url()} at ${width} ${scheme}:\n  ${findings.join('\n  ')}`);
  }
}

async function axeFindings(page) {
  const found = page.view.javascript ? await runAxe(page) : await inTwin(page, runAxe);
  return found.flatMap(({ id, help, nodes }) => (
    nodes.map(({ at, why }) => `axe ${id}: ${help}: ${at}: ${why}`)
  ));
}

async function htmlFindings(page) {
  const report = await validator.validateString(await page.shown.text(), page.url());
  const breaches = report.results.flatMap(({ messages }) => messages).map((found) => (
    `HTML ${found.line}:${found.column} ${found.ruleId}: ${found.message}`
  ));
  return [...breaches, ...await repeatedIds(page)];
}

/** html-validate does not look inside `svg`, where ids repeat most easily. */
async function repeatedIds(page) {
  const ids = await page.locator('[id]').evaluateAll((all) => all.map(({ id }) => id));
  const repeated = ids.filter((id, index) => ids.indexOf(id) !== index);
  return [...new Set(repeated)].map((id) => `HTML the id “${id}” stands more than once`);
}

/** Names up to five elements that stick out, unless something around them scrolls or cuts. */
async function scrollFindings(page) {
  const { wide, names } = await page.evaluate(() => {
    const room = document.documentElement.clientWidth;
    const held = (element) => {
      for (let at = element; at && at !== document.body; at = at.parentElement) {
        if (getComputedStyle(at).overflowX !== 'visible') return true;
      }
      return false;
    };
    const out = [...document.body.querySelectorAll('*')].filter((element) => (
      element.getBoundingClientRect().right > room + 1 && !held(element)
    ));
    return {
      wide: document.documentElement.scrollWidth - room,
      names: out.slice(0, 5).map((element) => element.outerHTML.slice(0, 120)),
    };
  });
  return wide > 0 ? [`scrolls sideways by ${wide} px: ${names.join(' | ')}`] : [];
}

// Put in by `evaluate`, because our own security policy blocks script tags that are not ours.
async function runAxe(page) {
  await page.evaluate(axeSource);
  return page.evaluate(async () => {
    const results = await window.axe.run(document, {
      resultTypes: ['violations'],
      rules: { 'target-size': { enabled: true } },
    });
    return results.violations.map(({ id, help, nodes }) => ({
      id,
      help,
      nodes: nodes.map(({ target, failureSummary }) => ({
        at: target.join(' '),
        why: failureSummary.split('\n').slice(1).map((line) => line.trim()).join('; '),
      })),
    }));
  });
}

/**
 * axe cannot run where scripts are off. A twin page with scripts on is served the very same HTML
 * under the same address and none of our own scripts; what stands in `noscript` is shown.
 */
async function inTwin(page, check) {
  const { width, scheme } = page.view;
  const context = await page.context().browser().newContext({
    viewport: page.viewportSize(), colorScheme: scheme, locale: 'en-GB', reducedMotion: 'reduce',
    storageState: await page.context().storageState(),
  });
  try {
    const twin = await context.newPage();
    twin.view = { width, scheme, javascript: true };
    const body = (await page.content()).replaceAll(/<\/?noscript>/g, '');
    const headers = page.shown.headers();
    delete headers['content-encoding'];
    delete headers['content-length'];
    await twin.route('**/*.js', (route) => route.abort());
    await twin.route(page.url(), (route) => route.fulfill({ status: 200, headers, body }));
    await twin.goto(page.url());
    return await check(twin);
  } finally {
    await context.close();
  }
}
