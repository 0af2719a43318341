// The keyboard alone: going from one thing to the next, and seeing where one is.

import assert from 'node:assert/strict';

const FAR = 200;

/** What somebody who cannot see is told has the focus: its kind and its name. */
export function focused(page) {
  return page.evaluate(() => {
    const element = document.activeElement;
    if (!element || element === document.body) return { kind: 'body', name: '' };
    const names = element.labels?.length ? [...element.labels].map((one) => one.innerText)
      : [element.getAttribute('aria-label') ?? element.innerText];
    return {
      kind: element.type || element.localName,
      name: names.join(' ').replace(/\s+/g, ' ').trim(),
      group: element.closest('fieldset')?.querySelector('legend')?.innerText.trim() ?? '',
    };
  });
}

/** Presses Tab until this is reached; at every stop on the way one can see where one is. */
export async function tabTo(page, wanted, key = 'Tab') {
  const stops = [];
  while (stops.length < FAR) {
    await page.keyboard.press(key);
    const stop = await focused(page);
    if (stop.kind !== 'body') await assertFocusShows(page, stop);
    if (fits(stop, wanted)) return stop;
    stops.push(`${stop.kind} “${stop.name}”`);
  }
  return assert.fail(`${wanted} is not reached by ${key}: ${stops.slice(0, 40).join(', ')}`);
}

function fits({ name }, wanted) {
  return wanted instanceof RegExp ? wanted.test(name) : name === wanted;
}

/**
 * What has the focus looks different from when it has not: its outline, shadow, border or colours
 * change, and it stands where one can see it.
 */
export async function assertFocusShows(page, { kind, name }) {
  const { same, inside } = await page.evaluate(() => {
    const element = document.activeElement;
    const looks = () => {
      const style = getComputedStyle(element);
      const outline = style.outlineStyle === 'none' || parseFloat(style.outlineWidth) === 0
        ? 'none' : `${style.outlineStyle} ${style.outlineWidth} ${style.outlineColor}`;
      return [outline, style.boxShadow, style.borderColor, style.backgroundColor].join(' | ');
    };
    const { top, bottom, left, right, width, height } = element.getBoundingClientRect();
    const inView = width > 0 && height > 0 && bottom > 0 && right > 0
      && top < innerHeight && left < innerWidth;
    const with_ = looks();
    element.blur();
    const without = looks();
    element.focus();
    return { same: with_ === without, inside: inView };
  });
  assert.ok(!same, `the focus cannot be seen on ${kind} “${name}” of ${page.url()}`);
  assert.ok(inside, `the focus is out of sight on ${kind} “${name}” of ${page.url()}`);
}
