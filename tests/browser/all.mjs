// Every spec, two at a time, each on a copy of one demo bank: to tell the demo's two years takes
// longer than many a spec. `npm test`, or `node all.mjs specs/twice.mjs` for some of them.

import { spawnSync } from 'node:child_process';
import { readdirSync, rmSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { keepDemo } from './support/bank.mjs';

const here = path.dirname(fileURLToPath(import.meta.url));
const named = process.argv.slice(2);
const specs = named.length > 0 ? named
  : readdirSync(path.join(here, 'specs')).filter((name) => name.endsWith('.mjs')).sort()
    .map((name) => path.join('specs', name));

const kept = keepDemo();
const run = spawnSync(
  process.execPath,
  ['--test', '--test-reporter=tap', '--test-concurrency=2', ...specs],
  { cwd: here, stdio: 'inherit', env: { ...process.env, HOURBOOK_DEMO: kept } },
);
rmSync(kept, { recursive: true, force: true });
process.exitCode = run.status ?? 1;
