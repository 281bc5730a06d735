// @ts-check
import fs from 'node:fs';
import path from 'node:path';
import { ROOT } from './paths.mjs';
import { titlesThatRan } from './runners.mjs';

/**
 * One thing that can go wrong and what must happen then. The test that makes it happen has the id in its title.
 * @typedef {{id: string, fault: string, then: string, deep?: boolean}} Fault `deep`: it waits, so `npm run test:deep` has it
 */

/** The tests against servers of their own, which wait for them to start, stop and recover. */
export function deepTests() {
  const folder = path.join('scripts', 'faults');
  return fs
    .readdirSync(path.join(ROOT, folder))
    .filter((name) => name.endsWith('.deep.mjs'))
    .map((name) => path.join(folder, name))
    .sort();
}

/** @returns {Fault[]} */
export function readFaults() {
  return JSON.parse(fs.readFileSync(path.join(ROOT, 'scripts', 'faults.json'), 'utf8'));
}

/**
 * Holds the titles that ran to the list.
 * @param {Fault[]} faults
 * @param {string[]} titles
 * @param {{deep: boolean}} run which of the two runs it was
 * @returns {string[]} what is wrong
 */
export function compareFaults(faults, titles, { deep }) {
  const known = new Set(faults.map(({ id }) => id));
  const found = new Map(titles.flatMap((title) => idsIn(title).map((id) => [id, title])));
  const twice = faults.filter(({ id }, at) => faults.findIndex((other) => other.id === id) !== at);
  return [
    ...twice.map(({ id }) => `${id} is in the list twice.`),
    ...faults
      .filter((fault) => Boolean(fault.deep) === deep && !found.has(fault.id))
      .map(({ id, fault }) => `${id} has no test: ${fault}`),
    ...[...found]
      .filter(([id]) => !known.has(id))
      .map(([id, title]) => `${id} is not in scripts/faults.json: ${title}`),
  ];
}

/**
 * Holds all that ran in this process to the list, as one test for each fault.
 * @param {{deep: boolean}} run
 * @returns {Promise<import('./runners.mjs').Result>}
 */
export async function heldToFaults(run) {
  const faults = readFaults();
  const wrong = compareFaults(faults, titlesThatRan, run);
  const due = faults.filter((fault) => Boolean(fault.deep) === run.deep).length;
  const note = wrong.length > 0 ? { note: wrong.join('\n    ') } : {};
  return { passed: Math.max(due - wrong.length, 0), failed: wrong.length, skipped: 0, log: '', ...note };
}

/**
 * @param {string} title such as `Connect.C01_UnknownName` or `C01 an unknown name`
 * @returns {string[]}
 */
export function idsIn(title) {
  return title.match(/(?<![A-Za-z0-9])[A-Z]\d\d(?![A-Za-z0-9])/g) ?? [];
}
