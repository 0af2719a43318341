// How a person gets from page to page, and how a story is told in chapters.

import assert from 'node:assert/strict';
import { test } from 'node:test';

/** Does something that leads to another page, and waits until that page is there. */
export async function arrive(page, act) {
  const arrived = page.waitForEvent('framenavigated', {
    predicate: (frame) => frame === page.mainFrame(),
  });
  await Promise.all([arrived, act()]);
  await page.waitForLoadState();
}

/** Presses a button of the page by its name. */
export async function press(page, name) {
  const button = inMain(page, 'button', name);
  await arrive(page, () => button.click());
}

/** Follows a link of the page by its name. */
export async function follow(page, name) {
  const link = inMain(page, 'link', name);
  await arrive(page, () => link.click());
}

/** A word is the whole name, an expression any part of it. */
function inMain(page, role, name) {
  return page.locator('main').getByRole(role, { name, exact: typeof name === 'string' });
}

/** Goes to a place of the navigation. */
export async function turnTo(page, name) {
  const nav = page.getByRole('navigation', { name: 'Main' });
  await arrive(page, () => nav.getByRole('link', { name }).click());
}

/** Types into fields, chooses from lists and ticks radios, each found by what it is called. */
export async function answer(page, answers) {
  for (const [label, value] of Object.entries(answers)) {
    const field = page.locator('main').getByLabel(label, { exact: true });
    const kind = await field.evaluate((element) => element.type ?? element.tagName);
    if (kind === 'radio' || kind === 'checkbox') await field.setChecked(value);
    else if (kind.startsWith('select')) await field.selectOption({ label: value });
    else await field.fill(value);
  }
}

/** Picks a radio by how its name begins: a hint may stand under the name. */
export async function pick(page, name) {
  await page.locator('main').getByRole('radio', { name }).check();
}

/** Opens the filters of a list where they are closed: on wide pages they always stand open. */
export async function openFilters(page) {
  const closed = page.locator('details.filters:not([open]) > summary');
  if (await closed.isVisible()) await closed.click();
}

/** The heading of the page. */
export async function assertHeading(page, wanted) {
  const heading = (await page.locator('h1').innerText()).replace(/\s+/g, ' ').trim();
  if (wanted instanceof RegExp) assert.match(heading, wanted);
  else assert.equal(heading, wanted);
}

/**
 * The answer was refused: status 422, “Error:” in the title, and a summary whose link leads to the
 * field that is to be mended.
 */
export async function assertRefused(page, message) {
  assert.equal(page.shown.status(), 422);
  assert.match(await page.title(), /^Error: /);
  const links = page.locator('.error-summary a');
  const messages = await links.allInnerTexts();
  assert.ok(messages.includes(message), `the summary says “${message}”: ${messages.join('; ')}`);
  const field = page.locator(await links.nth(messages.indexOf(message)).getAttribute('href'));
  assert.equal(await field.count(), 1, `the summary leads to one field: ${message}`);
  const described = await field.evaluate((element) => {
    const group = element.closest('fieldset');
    const ids = [element, group].flatMap((one) => (
      (one?.getAttribute('aria-describedby') ?? '').split(' ')
    ));
    return ids.map((id) => document.getElementById(id)?.textContent ?? '').join('\n');
  });
  assert.ok(described.includes(message), `the field is described by its message: ${message}`);
}

/** Says that something was done, once. */
export async function assertNotice(page, text) {
  const notice = page.locator('.notice--success');
  assert.equal(await notice.count(), 1, 'one notice of success');
  const told = await notice.innerText();
  assert.ok(told.includes(text), `the notice says “${text}”: ${told}`);
}

/** Everything that the main part says, with blanks as one reads them. */
export async function text(page) {
  return (await page.locator('main').innerText()).replaceAll('\u00a0', ' ');
}

/**
 * The chapters of a story are tests that build on each other: after one that failed, the others
 * are passed over instead of failing too.
 */
export function chapters() {
  let broken;
  return (name, tell) => test(name, async (context) => {
    if (broken) {
      context.skip(`after “${broken}” failed`);
      return;
    }
    try {
      await tell(context);
    } catch (error) {
      broken = name;
      throw error;
    }
  });
}
