// @ts-check
import assert from 'node:assert/strict';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { test } from 'node:test';
import { readSummary } from './coverage.mjs';
import { Stages } from './stages.mjs';

const counts = { passed: 1, failed: 0, skipped: 0, log: '' };

test('the totals of a report are its lines and branches', (t) => {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'rowhook-coverage-'));
  t.after(() => fs.rmSync(folder, { recursive: true }));
  const file = path.join(folder, 'coverage-summary.json');
  assert.equal(readSummary(file), undefined);
  const total = { lines: { pct: 91.44 }, branches: { pct: 84.3 }, functions: { pct: 1 } };
  fs.writeFileSync(file, JSON.stringify({ total, 'a.ts': {} }));
  assert.deepEqual(readSummary(file), { lines: 91.44, branches: 84.3 });
});

test('the summary has a line for each part that was counted, before the totals', async (t) => {
  /** @type {string[]} */
  const printed = [];
  t.mock.method(console, 'log', (/** @type {string} */ line) => printed.push(line));
  const stages = new Stages();
  await stages.stage('Web', async () => ({ ...counts, coverage: { lines: 91.44, branches: 84.3 } }));
  await stages.stage('Prettier', async () => counts);
  assert.equal(stages.summary(), 0);
  const lines = printed.join('\n').split('\n');
  assert.match(
    lines[lines.indexOf('Coverage') + 2] ?? '',
    /^ {2}Web +lines {2}91\.4 % {3}branches {2}84\.3 %$/,
  );
  assert.equal(lines.filter((line) => line.includes('branches')).length, 1);
  assert.equal(lines.at(-1), '2 passed, 0 failed');
});
