// What is asked of every page that a spec visits. `look` asks everything at once; `lookAround`
// asks it at each width and in each colour scheme.

import assert from 'node:assert/strict';
import { mkdir } from 'node:fs/promises';
import path from 'node:path';
import { HtmlValidate } from 'html-validate';
import { axeFindings } from './axe.mjs';
import { DESKTOP, fourViews, nameOf, show } from './browser.mjs';
import { htmlRules } from './html-rules.mjs';

const validator = new HtmlValidate(htmlRules);

// The narrowest screen that every page must fit on.
const REFLOW = 320;

/**
 * Everything at once, and everything that is wrong in one message: no complaints, nothing from
 * axe, valid HTML, one heading, no sideways scroll; and a picture called `name` when pictures are
 * wanted.
 */
export async function look(page, name) {
  await shot(page, name);
  none(page, [
    ...await answerFindings(page),
    ...await axeFindings(page),
    ...await scrollFindings(page),
    ...page.complaints,
  ]);
}

/**
 * Looks at a page at phone and desktop width, light and dark; then it must fit on the narrowest
 * screen and bear letters of twice their size. Afterwards the page is shown as it was before.
 */
export async function lookAround(page, name, views = fourViews) {
  const before = page.view;
  const findings = (await answerFindings(page)).map((found) => `: ${found}`);
  const widths = new Set();
  for (const view of views) {
    await show(page, view);
    await shot(page, name);
    // Another scheme at the same width changes colours and nothing else.
    const only = widths.has(view.width) ? 'cat.color' : undefined;
    widths.add(view.width);
    const found = [...await axeFindings(page, only), ...await scrollFindings(page)];
    findings.push(...found.map((one) => ` at ${nameOf(page.view)}: ${one}`));
  }
  findings.push(...await fitFindings(page));
  await show(page, before);
  findings.push(...page.complaints.map((one) => `: ${one}`));
  assert.deepEqual(findings.map((found) => `${page.url()}${found}`), []);
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

/**
 * A picture of the whole page in the folder HOURBOOK_SHOTS, when that is set: NAME-390-light.png,
 * or NAME-390-light-noscript.png. A name may begin with folders.
 */
export async function shot(page, name) {
  const folder = process.env.HOURBOOK_SHOTS;
  if (!folder) return;
  const { width, scheme, javascript } = page.view;
  const file = path.join(
    folder,
    `${name}-${width}-${scheme}${javascript ? '' : '-noscript'}.png`,
  );
  await mkdir(path.dirname(file), { recursive: true });
  await page.screenshot({ path: file, fullPage: true });
}

function none(page, findings) {
  if (findings.length > 0) {
    assert.fail(`${page.url()} at ${nameOf(page.view)}:\n  ${findings.join('\n  ')}`);
  }
}

/** What is wrong with the answer itself, however it is shown. */
async function answerFindings(page) {
  return [...await htmlFindings(page), ...await outlineFindings(page)];
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

/** One heading names the page, one main part holds it, and its title says where one is. */
async function outlineFindings(page) {
  const findings = [];
  for (const name of ['h1', 'main']) {
    const count = await page.locator(name).count();
    if (count !== 1) findings.push(`${count} elements “${name}”`);
  }
  if ((await page.title()).trim() === '') findings.push('no title');
  return findings;
}

/** On the narrowest screen, and with large letters, one still reads by scrolling down alone. */
async function fitFindings(page) {
  await show(page, { ...page.view, width: REFLOW });
  const narrow = await scrollFindings(page);
  await show(page, { ...page.view, width: DESKTOP });
  await setLetters(page, 2);
  const large = await scrollFindings(page);
  await setLetters(page, 1);
  return [
    ...narrow.map((one) => ` at ${REFLOW}: ${one}`),
    ...large.map((one) => ` with letters of twice the size: ${one}`),
  ];
}

/** What somebody sets in the browser's own settings, so that widths in `em` follow as well. */
async function setLetters(page, times) {
  page.devtools ??= await page.context().newCDPSession(page);
  const fontSizes = { standard: 16 * times, fixed: 13 * times };
  await page.devtools.send('Page.setFontSizes', { fontSizes });
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
