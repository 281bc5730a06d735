// @ts-check
// One function for each test runner: runs it, its output in a log, and reads what it counted from its own report.
import fs from 'node:fs';
import path from 'node:path';
import { vitestCoverage } from './coverage.mjs';
import { ROOT, STATE } from './paths.mjs';
import { googletestTitles, tapTitles, vitestTitles } from './titles.mjs';

/**
 * @typedef {import('./family.mjs').Family} Family
 * @typedef {{passed: number, failed: number, skipped: number}} Counts
 * @typedef {Counts & {log: string, note?: string, coverage?: import('./coverage.mjs').Coverage | undefined}} Result
 */

/** The titles of all tests that have run in this process. @type {string[]} */
export const titlesThatRan = [];

/** No stage may hang for ever; the slowest takes a quarter of this. */
const STAGE_WITHIN_MS = 8 * 60_000;

/**
 * @param {Family} family
 * @param {string} name
 * @param {{folder: string, project?: string, covered?: boolean, env?: NodeJS.ProcessEnv}} options `folder` has the
 *   vitest config; `covered`: the result tells how much of the part has run
 * @returns {Promise<Result>}
 */
export async function vitest(family, name, { folder, project, covered = false, env }) {
  const report = reportFile(name);
  const coverage = covered ? vitestCoverage(name) : undefined;
  const args = [
    path.join(ROOT, 'node_modules/vitest/vitest.mjs'),
    'run',
    ...(project ? ['--project', project] : []),
    ...['--reporter=default', '--reporter=json', `--outputFile.json=${report}`],
    ...(coverage?.args ?? []),
  ];
  const options = { cwd: path.join(ROOT, folder), env };
  const result = await counted(family, name, [process.execPath, args], options, () => {
    titlesThatRan.push(...vitestTitles(report));
    return readVitest(report);
  });
  return { ...result, coverage: coverage?.read() };
}

/**
 * @param {Family} family
 * @param {string} name
 * @param {{program: string, filter?: string, env?: NodeJS.ProcessEnv}} options `program`: path from the root; `filter`: which tests
 * @returns {Promise<Result>}
 */
export function googletest(family, name, { program, filter, env }) {
  const report = reportFile(name);
  const command = path.join(ROOT, program);
  const args = [`--gtest_output=json:${report}`, ...(filter ? [`--gtest_filter=${filter}`] : [])];
  return counted(family, name, [command, args], { env }, () => {
    titlesThatRan.push(...googletestTitles(report));
    return readGoogletest(report);
  });
}

/**
 * @param {Family} family
 * @param {string} name
 * @param {{files: string[], env?: NodeJS.ProcessEnv}} options
 * @returns {Promise<Result>}
 */
export function nodeTest(family, name, { files, env }) {
  const report = reportFile(name);
  const args = [
    '--test',
    // The files start whole stacks; one at a time.
    '--test-concurrency=1',
    ...tapReport(report),
    ...files,
  ];
  return counted(family, name, [process.execPath, args], { env }, () => {
    titlesThatRan.push(...tapTitles(report));
    return readTap(report);
  });
}

/**
 * @param {string} report
 * @returns {string[]} what makes Node.js's test runner write TAP there, besides what it prints for people
 */
export function tapReport(report) {
  const values = ['spec', 'stdout', 'tap', report];
  return values.map((value, at) => `--test-reporter${at % 2 ? '-destination' : ''}=${value}`);
}

/**
 * A check without tests of its own: its exit code counts as one.
 * @param {Family} family
 * @param {string} name
 * @param {[string, string[]]} command
 * @returns {Promise<Result>}
 */
export function check(family, name, command) {
  return counted(family, name, command, {}, (succeeded) => ({
    passed: Number(succeeded),
    failed: Number(!succeeded),
    skipped: 0,
  }));
}

/**
 * @param {Family} family
 * @param {string} name of its log
 * @param {[string, string[]]} command
 * @param {{cwd?: string, env?: NodeJS.ProcessEnv | undefined, withinMs?: number}} options
 * @param {(succeeded: boolean) => Counts} read what the run counted
 * @returns {Promise<Result>}
 */
export async function counted(
  family,
  name,
  [command, args],
  { cwd = ROOT, env, withinMs = STAGE_WITHIN_MS },
  read,
) {
  // Logs are read in any terminal, and by people who compare them.
  const plain = { NO_COLOR: '1', FORCE_COLOR: undefined };
  const child = family.start(name, command, args, {
    cwd,
    env: { ...process.env, ...plain, ...env },
    mayEnd: true,
  });
  let late = false;
  const timer = setTimeout(() => {
    late = true;
    void family.end(child);
  }, withinMs);
  const how = await child.ended;
  clearTimeout(timer);
  const succeeded = how === 'exited with code 0';
  const counts = read(succeeded);
  const note = late ? 'took too long and was ended' : describe(counts, succeeded, how);
  // A runner that failed without a failed test (it crashed, or found nothing to run) is a failure like any other.
  const failed = note && counts.failed === 0 ? 1 : counts.failed;
  return { ...counts, failed, log: child.log, ...(note ? { note } : {}) };
}

/**
 * @param {Counts} counts
 * @param {boolean} succeeded
 * @param {string} how
 */
function describe({ passed, failed }, succeeded, how) {
  if (passed + failed === 0) return `ran no test (${how})`;
  return succeeded || failed > 0 ? undefined : how;
}

/** @param {string} name */
export function reportFile(name) {
  const file = path.join(STATE, 'reports', name);
  fs.mkdirSync(path.dirname(file), { recursive: true });
  fs.rmSync(file, { force: true });
  return file;
}

/**
 * @param {string} file
 * @returns {any} undefined when the runner wrote no report
 */
function readJson(file) {
  return fs.existsSync(file) ? JSON.parse(fs.readFileSync(file, 'utf8')) : undefined;
}

/**
 * @param {string} file
 * @returns {Counts}
 */
export function readVitest(file) {
  const report = readJson(file);
  /** @type {{status: string, assertionResults: unknown[]}[]} */
  const files = report?.testResults ?? [];
  const unloadable = files.filter(
    (one) => one.status === 'failed' && one.assertionResults.length === 0,
  ).length;
  return {
    passed: report?.numPassedTests ?? 0,
    failed: (report?.numFailedTests ?? 0) + unloadable,
    skipped: (report?.numPendingTests ?? 0) + (report?.numTodoTests ?? 0),
  };
}

/**
 * @param {string} file
 * @returns {Counts}
 */
export function readGoogletest(file) {
  /** @type {{testsuite: {result: string, failures?: unknown[]}[]}[]} */
  const suites = readJson(file)?.testsuites ?? [];
  const tests = suites.flatMap((suite) => suite.testsuite);
  const failed = tests.filter((one) => one.failures).length;
  const ran = tests.filter((one) => one.result === 'COMPLETED').length;
  return { passed: ran - failed, failed, skipped: tests.length - ran };
}

/**
 * @param {string} file
 * @returns {Counts}
 */
export function readJunit(file) {
  const report = fs.existsSync(file) ? fs.readFileSync(file, 'utf8') : '';
  const totals = /^<testsuites .*$/m.exec(report)?.[0] ?? '';
  const total = (/** @type {string} */ what) =>
    Number(new RegExp(` ${what}="(\\d+)"`).exec(totals)?.[1] ?? 0);
  const failed = total('failures') + total('errors');
  return { passed: total('tests') - failed - total('skipped'), failed, skipped: total('skipped') };
}

/**
 * @param {string} file
 * @returns {Counts}
 */
export function readTap(file) {
  const report = fs.existsSync(file) ? fs.readFileSync(file, 'utf8') : '';
  /** @param {string} word */
  const total = (word) => Number(new RegExp(`^# ${word} (\\d+)$`, 'm').exec(report)?.[1] ?? 0);
  return {
    passed: total('pass'),
    failed: total('fail') + total('cancelled'),
    skipped: total('skipped') + total('todo'),
  };
}
