// Hourbook: what a browser can add to pages that work without it.
// Each enhancement stands alone, tests for what it needs, and on any fault leaves the page as it was.

const enhance = (selector, apply) => {
  for (const element of document.querySelectorAll(selector)) {
    try { apply(element); } catch { /* the plain page stays */ }
  }
};

// Counts as people read them.
const counted = (count, one, many) => `${count.toLocaleString('en-GB')} ${count === 1 ? one : many}`;

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
  const button = document.createElement('button');
  const status = document.createElement('span');
  button.type = 'button';
  button.className = 'button button--secondary button--small';
  button.setAttribute('aria-controls', input.id);
  status.className = 'hidden-visually';
  status.setAttribute('role', 'status');
  const set = (shown) => {
    input.type = shown ? 'text' : 'password';
    button.textContent = shown ? 'Hide' : 'Show';
    button.setAttribute('aria-label', shown ? 'Hide password' : 'Show password');
  };
  button.addEventListener('click', () => {
    set(input.type === 'password');
    status.textContent = input.type === 'text' ? 'Your password is shown' : 'Your password is hidden';
  });
  input.form?.addEventListener('submit', () => set(false));
  set(false);
  input.after(button, status);
});

// How many characters are left. The limit itself stands in the hint.
enhance('textarea[data-limit]', (area) => {
  const limit = Number(area.dataset.limit);
  if (!limit) return;
  const seen = document.createElement('p');
  const said = document.createElement('p');
  seen.className = 'hint';
  seen.setAttribute('aria-hidden', 'true');
  said.className = 'hidden-visually';
  said.setAttribute('role', 'status');
  let timer;
  const tell = () => {
    const left = limit - [...area.value.replace(/\r?\n/g, '\n')].length;
    const words = `${counted(Math.abs(left), 'character', 'characters')} ${left < 0 ? 'too many' : 'left'}`;
    seen.textContent = words;
    clearTimeout(timer);
    timer = setTimeout(() => { said.textContent = words; }, 1000);
  };
  area.addEventListener('input', tell);
  tell();
  area.after(seen, said);
});

// "3 selected, 6 hours 45 minutes", and one box that ticks them all.
const length = (minutes) => {
  const hours = Math.floor(minutes / 60);
  const rest = minutes % 60;
  if (!minutes) return '0 hours';
  return [hours && counted(hours, 'hour', 'hours'), rest && counted(rest, 'minute', 'minutes')]
    .filter(Boolean).join(' ');
};
enhance('form[data-select]', (form) => {
  const boxes = [...form.querySelectorAll('.tick[data-minutes]')];
  const status = form.querySelector('[role="status"]');
  const head = form.querySelector('thead th');
  if (!boxes.length || !status || !head) return;
  const all = document.createElement('input');
  all.type = 'checkbox';
  all.className = 'tick';
  all.setAttribute('aria-label', 'Select all on this page');
  const tell = () => {
    const chosen = boxes.filter((box) => box.checked);
    const minutes = chosen.reduce((sum, box) => sum + Number(box.dataset.minutes), 0);
    all.checked = chosen.length === boxes.length;
    all.indeterminate = chosen.length > 0 && !all.checked;
    status.textContent = chosen.length ? `${chosen.length} selected, ${length(minutes)}` : '';
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
