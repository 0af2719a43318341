// What people do before anything else: sign in, sign out.

import assert from 'node:assert/strict';

/**
 * Signs in through the page, as a person does.
 * @param {string | {name: string, password: string}} who  a role of the demo's table
 *   (`member`, `coordinator` …; the first row that begins so), an address in it, or both words
 */
export async function signIn(page, who) {
  const { name, password } = typeof who === 'string' ? find(page.bank.signIns, who) : who;
  await page.goto('/sign-in');
  await page.locator('input[autocomplete~="username"]').fill(name);
  await page.locator('input[autocomplete~="current-password"]').fill(password);
  const answer = page.waitForResponse((response) => response.request().method() === 'POST');
  await page.locator('main').getByRole('button', { name: 'Sign in', exact: true }).click();
  const status = (await answer).status();
  if (status !== 303) {
    await page.waitForLoadState();
    assert.fail(`${name} could not sign in (${status}): ${await page.locator('main').innerText()}`);
  }
  await page.waitForURL((url) => url.pathname !== '/sign-in');
}

/** A page for each of these people of the demo, signed in: `ann` is ann@example.org. */
export function signedIn(house, names, how = {}) {
  return Promise.all(names.map(async (name) => {
    const page = await house.newPage(how);
    await signIn(page, `${name}@example.org`);
    return page;
  }));
}

/** Signs out by the button in the header. */
export async function signOut(page) {
  await page.getByRole('button', { name: 'Sign out' }).click();
}

function find(signIns, who) {
  const wanted = who.toLowerCase();
  const found = signIns.find(({ role, name }) => role === wanted || name === wanted)
    ?? signIns.find(({ role }) => role.startsWith(wanted));
  assert.ok(found, `no sign-in “${who}” among ${JSON.stringify(signIns)}`);
  return found;
}
