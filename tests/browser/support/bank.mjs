// Starts the real program with its demo bank in a folder of its own, and stops it again.
//
// What the program prints is read in one place, `readGreeting`: an address and a table of
// sign-ins. HOURBOOK_BIN names another binary than the one in target/debug, HOURBOOK_DEMO a folder
// with a demo that was told already and is copied.

import { spawn, spawnSync } from 'node:child_process';
import { mkdtempSync } from 'node:fs';
import { cp, mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const checkout = fileURLToPath(new URL('../../../', import.meta.url));
const program = process.env.HOURBOOK_BIN ??
  path.resolve(checkout, process.env.CARGO_TARGET_DIR ?? 'target', 'debug', 'hourbook');

// Long enough for a slow machine that is building something else; a healthy start takes seconds.
const PATIENCE_MS = 60_000;

/**
 * A running demo bank.
 * @typedef {object} Bank
 * @property {string} address  `http://127.0.0.1:PORT`, no slash at the end
 * @property {string} file     the folder that holds the bank
 * @property {SignIn[]} signIns
 * @property {() => string} log  everything the program wrote so far
 * @property {() => Promise<void>} stop
 *
 * @typedef {object} SignIn
 * @property {string} role  as printed, in small letters: `member`, `coordinator` …
 * @property {string} name  what is typed into the first field
 * @property {string} password
 */

/** Tells a demo into a new folder, to be copied. */
export function keepDemo() {
  const folder = mkdtempSync(path.join(tmpdir(), 'hourbook-kept-'));
  const told = spawnSync(program, ['demo', '--dir', folder, '--no-serve'], { encoding: 'utf8' });
  if (told.status !== 0) throw new Error(`no demo was told: ${told.stderr ?? told.error}`);
  return folder;
}

/** @returns {Promise<Bank>} */
export async function startDemo() {
  const folder = await mkdtemp(path.join(tmpdir(), 'hourbook-demo-'));
  const kept = process.env.HOURBOOK_DEMO;
  if (kept) await cp(kept, folder, { recursive: true });
  const port = await freePort();
  const child = spawn(
    program,
    ['demo', '--dir', folder, '--listen', `127.0.0.1:${port}`],
    { stdio: ['ignore', 'pipe', 'pipe'], cwd: folder },
  );
  const ended = new Promise((resolve) => child.once('close', resolve));
  const killChild = () => child.kill('SIGKILL');
  process.once('exit', killChild);

  let greeting = '';
  let log = '';
  child.stdout.setEncoding('utf8').on('data', (text) => { greeting += text; log += text; });
  child.stderr.setEncoding('utf8').on('data', (text) => { log += text; });

  const stop = async () => {
    child.kill('SIGTERM');
    const patience = setTimeout(killChild, 10_000);
    await ended;
    clearTimeout(patience);
    process.removeListener('exit', killChild);
    await rm(folder, { recursive: true, force: true });
  };

  try {
    const { address, signIns } = await greeted(child, () => greeting, () => log);
    await answers(address);
    return { address, signIns, file: folder, log: () => log, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

/**
 * A bank on its first day: made by `init`, served, with the link that sets it up. Its mails go to
 * a server on `mailPort`, where there is one. `later` stops the program and starts it again so
 * many days later, by its clock.
 * @returns {Promise<{address: string, invitation: string, later: (days: number) => Promise<void>,
 *   stop: () => Promise<void>}>}
 */
export async function startNew({ mailPort } = {}) {
  const folder = await mkdtemp(path.join(tmpdir(), 'hourbook-new-'));
  const port = await freePort();
  const address = `http://127.0.0.1:${port}`;
  const made = spawnSync(program, [
    'init', '--bank', 'new.hourbook', '--name', 'A New Timebank', '--admin', 'nia@example.org',
    '--admin-name', 'Nia Bevan', '--place', 'Wrensham', '--public-url', address,
  ], { cwd: folder, encoding: 'utf8' });
  const invitation = made.stdout.match(/http:\S+\/welcome\/\S+/)?.[0];
  if (!invitation) throw new Error(`init printed no link: ${made.stdout}${made.stderr}`);
  const mail = mailPort
    ? ['--mail-server', `127.0.0.1:${mailPort}`, '--mail-security', 'none',
      '--mail-from', 'bank@example.org']
    : [];
  const serve = [
    'serve', '--bank', 'new.hourbook', '--public-url', address, '--listen', `127.0.0.1:${port}`,
    ...mail,
  ];
  let halt;
  const start = async (command, args) => {
    const child = spawn(command, args, { stdio: 'ignore', cwd: folder });
    const ended = new Promise((resolve) => child.once('close', resolve));
    const killChild = () => child.kill('SIGKILL');
    process.once('exit', killChild);
    halt = async () => {
      child.kill('SIGTERM');
      await ended;
      process.removeListener('exit', killChild);
    };
    await answers(address);
  };
  const stop = async () => {
    await halt();
    await rm(folder, { recursive: true, force: true });
  };
  const later = async (days) => {
    await halt();
    await start('faketime', ['-f', `+${days}d`, program, ...serve]);
  };
  await start(program, serve).catch(async (error) => { await stop(); throw error; });
  return { address, invitation, later, stop };
}

/**
 * Reads the address and the sign-ins out of what the program printed; `undefined` until the
 * address stands there. The table of sign-ins has one row per line, parted by two spaces or more:
 * role, the person, e-mail address, password.
 * @returns {{address: string, signIns: SignIn[]} | undefined}
 */
export function readGreeting(text) {
  const address = text.match(/http:\/\/127\.0\.0\.1:\d+/)?.[0];
  const rows = text.matchAll(/^ {2}([a-z]+) {2,}\S.*? {2,}(\S+@\S+) {2,}(\S.*?) *$/gm);
  const signIns = [...rows].map(([, role, name, password]) => ({ role, name, password }));
  return address && { address, signIns };
}

/** Waits until the program has printed both the address and at least one sign-in. */
function greeted(child, greeting, log) {
  return new Promise((resolve, reject) => {
    const give = (settle, value) => {
      clearTimeout(patience);
      child.stdout.removeListener('data', read);
      settle(value);
    };
    const fail = (why) => give(reject, new Error(`${program} demo ${why}\n${log()}`));
    const patience = setTimeout(
      () => fail('printed no address and sign-ins in time; it wrote:'),
      PATIENCE_MS,
    );
    const read = () => {
      const found = readGreeting(greeting());
      if (found && found.signIns.length > 0) give(resolve, found);
    };
    child.stdout.on('data', read);
    child.once('error', (error) => fail(`did not start: ${error.message}`));
    child.once('close', (code) => fail(`ended with ${code}; it wrote:`));
  });
}

/** Asks until the server answers at all. */
async function answers(address) {
  const end = Date.now() + PATIENCE_MS;
  for (;;) {
    try {
      await fetch(address, { redirect: 'manual' });
      return;
    } catch (error) {
      if (Date.now() > end) throw new Error(`no answer from ${address}`, { cause: error });
      await new Promise((resolve) => { setTimeout(resolve, 50); });
    }
  }
}

function freePort() {
  return new Promise((resolve, reject) => {
    const server = createServer().once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const { port } = server.address();
      server.close(() => resolve(port));
    });
  });
}
