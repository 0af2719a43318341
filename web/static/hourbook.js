// Hourbook: what a browser can add to pages that work without it.
// Each enhancement stands alone, tests for what it needs, and on any fault leaves the page as it was.

const enhance = (selector, apply) => {
  for (const element of document.querySelectorAll(selector)) {
    try { apply(element); } catch { /* the plain page stays */ }
  }
};

// Sentences stand in the page, in its language, with %n where a number comes.
const wordsOf = (element) => (element.dataset.words ?? '').split('|');
const { lang } = document.documentElement;
const plurals = new Intl.PluralRules(lang);
const counted = (count, one, many) => (
  (plurals.select(count) === 'one' ? one : many).replace('%n', count.toLocaleString(lang))
);

// The page for when there is no connection is kept beforehand.
navigator.serviceWorker?.register('/worker.js').catch(() => { /* the browser has its own */ });

// After a refused form the summary is read first.
enhance('.error-summary', (summary) => {
  summary.focus();
  for (const link of summary.querySelectorAll('a[href^="#"]')) {
    link.addEventListener('click', (event) => {
      const field = document.getElementById(link.hash.slice(1));
      if (!field) return;
      event.preventDefault();
      const label = field.closest('.field')?.querySelector('legend, label') ?? field;
      label.scrollIntoView();
      field.focus({ preventScroll: true });
    });
  }
});

// A second press of a button is ignored; the form's own id is the real guard.
enhance('form[method="post"]', (form) => {
  let sent = 0;
  form.addEventListener('submit', (event) => {
    const now = performance.now();
    if (sent && now - sent < 5000) event.preventDefault();
    else sent = now;
  });
  addEventListener('pageshow', () => { sent = 0; });
});

// Show and hide what is typed as a password; it is hidden again before it is sent.
enhance('input[type="password"][data-show]', (input) => {
  const [show, hide, showLong, hideLong, shownNow, hiddenNow] = wordsOf(input);
  const button = document.createElement('button');
  const status = document.createElement('span');
  button.type = 'button';
  button.className = 'button button--secondary button--small';
  button.setAttribute('aria-controls', input.id);
  status.className = 'hidden-visually';
  status.setAttribute('role', 'status');
  const set = (shown) => {
    input.type = shown ? 'text' : 'password';
    button.textContent = shown ? hide : show;
    button.setAttribute('aria-label', shown ? hideLong : showLong);
  };
  button.addEventListener('click', () => {
    set(input.type === 'password');
    status.textContent = input.type === 'text' ? shownNow : hiddenNow;
  });
  input.form?.addEventListener('submit', () => set(false));
  set(false);
  input.after(button, status);
});

// How many characters are left. The limit itself stands in the hint.
enhance('textarea[data-limit]', (area) => {
  const limit = Number(area.dataset.limit);
  if (!limit) return;
  const words = wordsOf(area);
  const [under, over] = [words.slice(0, 2), words.slice(2)];
  const seen = document.createElement('p');
  const said = document.createElement('p');
  seen.className = 'hint';
  seen.setAttribute('aria-hidden', 'true');
  said.className = 'hidden-visually';
  said.setAttribute('role', 'status');
  let timer;
  const tell = () => {
    const left = limit - [...area.value.replace(/\r?\n/g, '\n')].length;
    const now = left < 0 ? counted(-left, ...over) : counted(left, ...under);
    seen.textContent = now;
    clearTimeout(timer);
    timer = setTimeout(() => { said.textContent = now; }, 1000);
  };
  area.addEventListener('input', tell);
  tell();
  area.after(seen, said);
});

// "3 selected, 6 hours 45 minutes", and one box that ticks them all.
const length = (minutes, hour, hours, minute, some) => {
  const whole = Math.floor(minutes / 60);
  const rest = minutes % 60;
  return [
    (whole || !rest) && counted(whole, hour, hours), rest && counted(rest, minute, some),
  ].filter(Boolean).join(' ');
};
enhance('form[data-select]', (form) => {
  const boxes = [...form.querySelectorAll('.tick[data-minutes]')];
  const status = form.querySelector('[role="status"]');
  const head = form.querySelector('thead th');
  if (!boxes.length || !status || !head) return;
  const [allOfThem, one, many, ...lengths] = wordsOf(form);
  const all = document.createElement('input');
  all.type = 'checkbox';
  all.className = 'tick';
  all.setAttribute('aria-label', allOfThem);
  const tell = () => {
    const chosen = boxes.filter((box) => box.checked);
    const minutes = chosen.reduce((sum, box) => sum + Number(box.dataset.minutes), 0);
    all.checked = chosen.length === boxes.length;
    all.indeterminate = chosen.length > 0 && !all.checked;
    const count = chosen.length;
    status.textContent = count
      ? `${counted(count, one, many)}, ${length(minutes, ...lengths)}` : '';
  };
  all.addEventListener('change', () => {
    for (const box of boxes) box.checked = all.checked;
    tell();
  });
  for (const box of boxes) box.addEventListener('change', tell);
  head.append(all);
  addEventListener('pageshow', tell);
  tell();
});

// A page brought back from memory may show what somebody who has signed out saw.
addEventListener('pageshow', (event) => {
  if (event.persisted && document.querySelector('.account')) location.reload();
});

// Print, where there is a printer.
enhance('[data-print]', (place) => {
  if (typeof print !== 'function') return;
  const button = document.createElement('button');
  button.type = 'button';
  button.className = `button button--${place.dataset.look ?? 'secondary'}`;
  button.textContent = place.dataset.print;
  button.addEventListener('click', () => print());
  place.replaceChildren(button);
});

// Paper slips: a line is kept as soon as a box of it is left, and what it means is shown below.
enhance('form[data-slips]', (form) => {
  const body = form.querySelector('tbody');
  const status = form.querySelector('[role="status"]');
  const [kept, notKept] = wordsOf(form);
  const COLUMNS = ['day', 'giver', 'receiver', 'length', 'kind', 'slip'];
  const box = (line, name) => document.getElementById(`${name}-${line}`);
  const place = (input) => {
    const [name, line] = input.name.split('-');
    return { name, line: Number(line) };
  };
  const isBox = (target) => target.matches?.('input[name*="-"]');
  const contents = (line) => (
    new URLSearchParams(COLUMNS.map((name) => [name, box(line, name)?.value ?? '']))
  );

  // What the server understood, put beside what is typed here; nothing typed is touched.
  const understand = (html) => {
    const page = new DOMParser().parseFromString(html, 'text/html');
    for (const fresh of page.querySelectorAll('tbody tr')) {
      const row = document.getElementById(fresh.id);
      if (!row) { body.append(document.importNode(fresh, true)); continue; }
      for (const there of fresh.querySelectorAll('input')) {
        const here = document.getElementById(there.id);
        if (!here || here.value.trim() !== there.value) continue;
        here.toggleAttribute('aria-invalid', false);
        if (there.hasAttribute('aria-invalid')) here.setAttribute('aria-invalid', 'true');
        const rest = [...there.parentElement.children].filter((one) => one !== there);
        while (here.nextSibling) here.nextSibling.remove();
        here.after(...rest);
      }
    }
    document.getElementById('totals')?.replaceWith(page.getElementById('totals'));
  };

  let last = Promise.resolve();
  const keep = (line) => {
    last = last.then(async () => {
      const answer = await fetch(`${form.action}/lines/${line}`, {
        method: 'POST', body: contents(line), redirect: 'error',
      });
      if (!answer.ok) throw new Error(answer.statusText);
      understand(await answer.text());
      status.textContent = kept.replace('%n', line);
    }).catch(() => {
      status.textContent = notKept.replace('%n', line);
    });
  };

  const go = (line, name) => {
    const next = box(line, name);
    next?.focus();
    next?.select();
  };
  form.addEventListener('change', ({ target }) => { if (isBox(target)) keep(place(target).line); });
  form.addEventListener('keydown', (event) => {
    if (!isBox(event.target)) return;
    const { name, line } = place(event.target);
    const keys = {
      Enter: () => {
        if (event.ctrlKey || event.metaKey) form.querySelector('[name="check"]').click();
        else go(line + 1, 'giver');
      },
      ArrowUp: () => go(line - 1, name),
      ArrowDown: () => go(line + 1, name),
    };
    if (!Object.hasOwn(keys, event.key)) return;
    event.preventDefault();
    keys[event.key]();
  });
  // Who was meant: the choice goes into the box, and the next box has the focus.
  form.addEventListener('click', (event) => {
    const button = event.target.closest?.('button[name="pick"]');
    if (!button) return;
    event.preventDefault();
    const [field, choice] = button.value.split('=');
    const input = document.getElementById(field);
    const { name, line } = place(input);
    input.value = choice;
    go(line, COLUMNS[COLUMNS.indexOf(name) + 1]);
    keep(line);
  });
  // Rows of a spreadsheet go in as lines of their own.
  form.addEventListener('paste', (event) => {
    const text = event.clipboardData?.getData('text') ?? '';
    if (!isBox(event.target) || !/[\t\n]/.test(text.trim())) return;
    event.preventDefault();
    const rows = document.createElement('form');
    rows.method = 'post';
    rows.action = form.dataset.paste;
    const field = document.createElement('textarea');
    field.name = 'lines';
    field.value = text;
    rows.append(field);
    rows.hidden = true;
    document.body.append(rows);
    last.then(() => rows.submit());
  });
});

// Approvals by keyboard: these keys work while a box has the focus, and nowhere else.
enhance('form[data-keys]', (form) => {
  const boxes = [...form.querySelectorAll('.tick[name="exchange"]')];
  form.addEventListener('keydown', (event) => {
    const place = boxes.indexOf(event.target);
    if (place < 0 || event.ctrlKey || event.metaKey || event.altKey) return;
    const path = event.target.closest('[data-path]')?.dataset.path;
    const keys = {
      ArrowUp: () => boxes[place - 1]?.focus(),
      ArrowDown: () => boxes[place + 1]?.focus(),
      Enter: () => form.querySelector('button[type="submit"]:not([name])').click(),
      o: () => location.assign(path),
      q: () => location.assign(`${path}/query`),
      d: () => location.assign(`${path}/decline`),
    };
    const act = keys[event.key.length === 1 ? event.key.toLowerCase() : event.key];
    if (!act || (event.key.length === 1 && !path)) return;
    event.preventDefault();
    act();
  });
});
