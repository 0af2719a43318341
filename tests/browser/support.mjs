// The one door to the harness: a spec imports from here only.
//
//   import { openHouse, lookAround, signIn } from '../support.mjs';
//
// HOURBOOK_BIN=FILE    tests another program than target/debug/hourbook
// HOURBOOK_SHOTS=DIR   keeps a picture of every page that is looked at, by name, width and scheme

export { startDemo, startNew } from './support/bank.mjs';
export { DESKTOP, fourViews, openHouse, PHONE } from './support/browser.mjs';
export { bothWays } from './support/stories.mjs';
export {
  axe, look, lookAround, noComplaints, noSidewaysScroll, shot, validHtml,
} from './support/checks.mjs';
export {
  answer, arrive, assertHeading, assertNotice, assertRefused, chapters, follow, openFilters, pick,
  press, text, turnTo,
} from './support/doing.mjs';
export {
  download, minutesIn, parseCsv, readHeadlines, readStatement,
} from './support/figures.mjs';
export {
  answerAll, answerLength, answerTheRest, choosePerson, exchangeOf, logHours,
} from './support/hours.mjs';
export { startMail } from './support/mail.mjs';
export { assertFocusShows, focused, tabTo } from './support/keyboard.mjs';
export { signedIn, signIn, signOut } from './support/people.mjs';
