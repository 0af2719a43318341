// The one door to the harness: a spec imports from here only.
//
//   import { openHouse, everyView, look, signIn } from '../support.mjs';

export { startDemo } from './support/bank.mjs';
export { everyView, openHouse, PHONE, DESKTOP } from './support/browser.mjs';
export { axe, look, noComplaints, noSidewaysScroll, shot, validHtml } from './support/checks.mjs';
export { signIn, signOut } from './support/people.mjs';
