// @ts-check
import fs from 'node:fs';
import path from 'node:path';
import { STATE } from './paths.mjs';

/**
 * How much of a part its tests have run, in percent.
 * @typedef {{lines: number, branches: number}} Coverage
 */

/**
 * Has vitest count what runs of the sources that the part's config names.
 * @param {string} name
 * @returns {{args: string[], read: () => Coverage | undefined}} `read` after the run; undefined where it was not counted
 */
export function vitestCoverage(name) {
  const folder = path.join(STATE, 'coverage', name);
  fs.rmSync(folder, { recursive: true, force: true });
  const args = [
    '--coverage',
    `--coverage.reportsDirectory=${folder}`,
    ...['json-summary', 'text'].map((reporter) => `--coverage.reporter=${reporter}`),
  ];
  return { args, read: () => readSummary(path.join(folder, 'coverage-summary.json')) };
}

/**
 * @param {string} file Istanbul's json-summary
 * @returns {Coverage | undefined}
 */
export function readSummary(file) {
  if (!fs.existsSync(file)) return undefined;
  const { lines, branches } = JSON.parse(fs.readFileSync(file, 'utf8')).total;
  return { lines: lines.pct, branches: branches.pct };
}
