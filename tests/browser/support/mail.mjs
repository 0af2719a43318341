// A mail server for one test: takes every mail on a port of this machine and keeps it.

import { createServer } from 'node:net';

const PATIENCE_MS = 60_000;

/**
 * @typedef {object} MailServer
 * @property {number} port
 * @property {(fits: (mail: string) => boolean) => Promise<string>} arrived
 *   the newest mail that fits, once there is one: head and text, soft line ends joined
 * @property {() => Promise<void>} stop
 *
 * @returns {Promise<MailServer>}
 */
export function startMail() {
  const mails = [];
  let waiting = [];
  const take = (mail) => {
    mails.push(plain(mail));
    waiting = waiting.filter((look) => !look());
  };
  const server = createServer((socket) => converse(socket, take));
  const arrived = (fits) => new Promise((resolve, reject) => {
    const late = setTimeout(() => reject(new Error('no such mail came')), PATIENCE_MS);
    const look = () => {
      const found = mails.findLast(fits);
      if (!found) return false;
      clearTimeout(late);
      resolve(found);
      return true;
    };
    if (!look()) waiting.push(look);
  });
  const stop = () => new Promise((resolve) => { server.close(resolve); server.unref(); });
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => resolve({ port: server.address().port, arrived, stop }));
  });
}

/** As much of RFC 5321 as a well-behaved client needs. */
function converse(socket, take) {
  let rest = '';
  let inMail = false;
  const say = (line) => socket.write(`${line}\r\n`);
  socket.setEncoding('utf8').on('error', () => {}).on('data', (text) => {
    rest += text;
    for (;;) {
      const end = rest.indexOf(inMail ? '\r\n.\r\n' : '\r\n');
      if (end < 0) return;
      const said = rest.slice(0, end);
      rest = rest.slice(end + (inMail ? 5 : 2));
      if (inMail) {
        inMail = false;
        take(said);
        say('250 kept');
      } else if (/^DATA/i.test(said)) {
        inMail = true;
        say('354 go on');
      } else if (/^QUIT/i.test(said)) {
        say('221 bye');
        socket.end();
      } else {
        say('250 yes');
      }
    }
  });
  say('220 a test');
}

/** Quoted-printable undone, as far as an address needs it. */
function plain(mail) {
  return mail.replaceAll('=\r\n', '')
    .replaceAll(/=([0-9A-F]{2})/g, (_, hex) => String.fromCharCode(Number.parseInt(hex, 16)));
}
