// @ts-check
import { execFile } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { promisify } from 'node:util';
import { LOGS, ROOT } from './paths.mjs';

const OBJECTS = path.join(ROOT, 'build', 'coverage', 'engine', 'CMakeFiles', 'rowhook-core.dir');
const SOURCES = path.join(ROOT, 'engine', 'src') + path.sep;

const run = promisify(execFile);

/** gcov's report of all objects, in characters; many times what it is today. */
const LONGEST_REPORT = 512 * 1024 * 1024;

/**
 * What gcov's JSON says of one place in a file: https://gcc.gnu.org/onlinedocs/gcc/Invoking-Gcov.html
 * @typedef {{line_number: number, count: number, branches: {count: number, throw: boolean}[]}} Line
 */

/** Forgets what earlier runs counted. */
export function forgetCounts() {
  for (const file of countFiles()) fs.rmSync(file);
}

/**
 * How much of the engine's sources has run since the counts were forgotten. What has not is listed in a file. A branch that
 * an exception takes is not counted: nearly every call has one. Nothing where there is no gcov of GNU's.
 * @returns {Promise<import('./runners.mjs').Result | void>}
 */
export async function engineCoverage() {
  const { stdout: help } = await run('gcov', ['--help']).catch(() => ({ stdout: '' }));
  if (!help.includes('--json-format')) return;
  const options = ['--json-format', '--branch-probabilities', '--stdout'];
  const { stdout } = await run('gcov', [...options, ...countFiles()], { maxBuffer: LONGEST_REPORT });
  const files = byFile(stdout);
  const log = path.join(LOGS, 'engine-not-run.log');
  fs.writeFileSync(log, notRun(files));
  const coverage = percentages([...files.values()].flatMap((lines) => [...lines.values()]));
  return { passed: 0, failed: 0, skipped: 0, log, coverage };
}

/**
 * @param {string} reports one line of JSON an object
 * @returns {Map<string, Map<number, Line[]>>} each line of each source as every object and instantiation has it
 */
export function byFile(reports) {
  const files = new Map();
  for (const object of reports.trim().split('\n')) {
    /** @type {{files: {file: string, lines: Line[]}[]}} */
    const report = JSON.parse(object);
    for (const { file, lines } of report.files) {
      if (!file.startsWith(SOURCES)) continue;
      const known = files.get(file) ?? new Map();
      files.set(file, known);
      for (const line of lines) known.set(line.line_number, [...(known.get(line.line_number) ?? []), line]);
    }
  }
  return files;
}

/** @param {Line[][]} places */
export function percentages(places) {
  const branches = places.flatMap((same) => {
    const kept = same.map((line) => line.branches.filter((branch) => !branch.throw));
    return (kept[0] ?? []).map((_, at) => kept.some((list) => (list[at]?.count ?? 0) > 0));
  });
  return { lines: share(places.map(ran)), branches: share(branches) };
}

/** @param {Line[]} same */
const ran = (same) => same.some(({ count }) => count > 0);

/** @param {boolean[]} all */
const share = (all) => (100 * all.filter(Boolean).length) / all.length;

/** @param {Map<string, Map<number, Line[]>>} files */
function notRun(files) {
  const lines = [...files].flatMap(([file, places]) =>
    [...places].flatMap(([at, same]) => (ran(same) ? [] : [`${path.relative(ROOT, file)}:${at}`])),
  );
  return `${lines.join('\n')}\n`;
}

/** @returns {string[]} */
function countFiles() {
  return fs
    .readdirSync(OBJECTS, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.gcda'))
    .map((name) => path.join(OBJECTS, name));
}
