// Logging hours through the question pages, as a member or, for somebody else, as a coordinator.

import { answer, pick, press } from './doing.mjs';

/**
 * An exchange as somebody would tell it.
 * @typedef {object} Told
 * @property {string} who      the other one, by the whole name
 * @property {string} [kind]   the kind of help
 * @property {string} what     in a few words
 * @property {string} [note]
 * @property {string} [when]   how the radio begins: Today, Yesterday
 * @property {number} minutes
 */

/** Answers all questions about help that the member gave; ends on the page to check them. */
export async function answerAll(page, told, { helped = true } = {}) {
  await page.goto('/log-hours');
  await pick(page, helped ? /^I helped/ : /helped me$/);
  await press(page, 'Continue');
  await choosePerson(page, told.who);
  await answerTheRest(page, told);
}

/** Answers what was done, when, and for how long. */
export async function answerTheRest(page, { kind, what, note, when = 'Today', minutes }) {
  if (kind) await answer(page, { 'Kind of help': kind });
  await page.locator('#description').fill(what);
  if (note) await page.locator('#note').fill(note);
  await press(page, 'Continue');
  await pick(page, new RegExp(`^${when}`));
  await press(page, 'Continue');
  await answerLength(page, minutes);
  await press(page, 'Continue');
}

/** Looks for a person by name and chooses them. */
export async function choosePerson(page, name) {
  await page.locator('main').getByLabel('Look for somebody').fill(name);
  await press(page, 'Search');
  await pick(page, new RegExp(`^${name}`));
  await press(page, 'Continue');
}

/** Types a length into its two boxes. */
export async function answerLength(page, minutes) {
  await answer(page, { Hours: `${Math.floor(minutes / 60)}`, Minutes: `${minutes % 60}` });
}

/** The member logs help they gave and sends it; gives the address of the exchange. */
export async function logHours(page, told, how) {
  await answerAll(page, told, how);
  await press(page, /^Send to /);
  return exchangeOf(page);
}

/** The address of the exchange that the page is about. */
export function exchangeOf(page) {
  return new URL(page.url()).pathname.match(/^\/exchanges\/[^/]+/)[0];
}
