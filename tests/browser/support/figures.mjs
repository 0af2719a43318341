// Reads hours and figures from pages and files, so that specs can compare them to the minute.

import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';

/** Minutes in “1 h 30 min”, “−0 h 30 min”, “1 hour 15 minutes”, “2 hours”, “45 minutes”. */
export function minutesIn(words) {
  const plain = words.replaceAll(/\s+/g, ' ').replaceAll(',', '').trim();
  const [, sign, hours, minutes] = plain.match(
    /^(−|\+|= |− )? ?(?:(\d+) ?(?:h\b|hours?))? ?(?:(\d+) ?(?:min\b|minutes?))?$/,
  ) ?? [];
  assert.ok(hours !== undefined || minutes !== undefined, `no length of time: “${words}”`);
  const total = Number(hours ?? 0) * 60 + Number(minutes ?? 0);
  return sign?.startsWith('−') ? -total : total;
}

/**
 * The statement that is shown: its lines, newest last as printed, and what stands at its end.
 * @returns {Promise<{lines: {title: string, about: string, incoming: number, outgoing: number,
 *   balance: number}[], closing: number}>}
 */
export async function readStatement(page) {
  const cells = await page.locator('table.table--statement tbody tr:has(> th[scope="row"])')
    .evaluateAll((rows) => rows.map((row) => {
      const cell = (label) => (
        row.querySelector(`[data-label="${label}"]`)?.textContent.trim() ?? ''
      );
      const head = row.querySelector('th');
      const about = head.querySelector('.sub')?.textContent ?? '';
      return {
        title: head.firstChild.textContent.trim(),
        about,
        incoming: cell('In'),
        outgoing: cell('Out'),
        balance: cell('Balance'),
      };
    }));
  const closing = await page.locator('table.table--statement tfoot [data-label="Balance"]')
    .textContent();
  return {
    lines: cells.map((line) => ({
      ...line,
      incoming: line.incoming && minutesIn(line.incoming),
      outgoing: line.outgoing && minutesIn(line.outgoing),
      balance: minutesIn(line.balance),
    })),
    closing: minutesIn(closing),
  };
}

/** The figures at the top of the activity report, by name, as they are written. */
export async function readHeadlines(page) {
  const pairs = await page.locator('dl.figures > div').evaluateAll((all) => all.map((one) => [
    one.querySelector('dt').textContent.trim(),
    one.querySelector('dd').textContent.replace(/\s+/g, ' ').trim(),
  ]));
  return Object.fromEntries(pairs);
}

/** Follows a link to a file and gives what the file says. */
export async function download(page, name) {
  const main = page.locator('main');
  // What leaves the bank is remembered first, by a button; the rest are links.
  const link = main.getByRole('link', { name, exact: true })
    .or(main.getByRole('button', { name, exact: true }));
  const [file] = await Promise.all([page.waitForEvent('download'), link.click()]);
  return { name: file.suggestedFilename(), text: await readFile(await file.path(), 'utf8') };
}

/** The rows of a file of comma-separated values (RFC 4180), each by the names of its columns. */
export function parseCsv(text) {
  const rows = [[]];
  // A value in quotes, or a bare one; then what ends it.
  const value = /(?:"((?:[^"]|"")*)"|([^",\r\n]*))(,|\r?\n|$)/gy;
  const body = text.replace(/^\ufeff/, '');
  for (let found = value.exec(body); found && found[0] !== ''; found = value.exec(body)) {
    rows.at(-1).push(found[1]?.replaceAll('""', '"') ?? found[2]);
    if (found[3] !== ',') rows.push([]);
  }
  const [names, ...lines] = rows.filter((row) => row.length > 0);
  assert.ok(lines.every((line) => line.length === names.length), 'every line has every column');
  return lines.map((line) => Object.fromEntries(line.map((cell, at) => [names[at], cell])));
}
