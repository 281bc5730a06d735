// @ts-check
// The test suites: what each needs to be built, and how it runs. `npm test -- NAME [ARGS]` runs one, with arguments for its runner.
import fs from 'node:fs';
import path from 'node:path';
import { buildEngine, buildGateway, buildWeb, nodeModule } from './build.mjs';
import { ENGINE_BINARY, ROOT } from './paths.mjs';
import { withPostgres } from './postgres.mjs';
import { findChromium } from './system.mjs';
import { UserError } from './supervisor.mjs';
import { reportFile } from './test-run.mjs';

/** @typedef {import('./test-run.mjs').TestRun} TestRun */

/**
 * @param {string} suite
 * @param {string[]} args
 * @param {NodeJS.ProcessEnv} [env]
 * @returns {import('./test-run.mjs').Runner}
 */
export function vitest(suite, args, env) {
  const report = reportFile(suite);
  return {
    command: process.execPath,
    args: [
      nodeModule('vitest/vitest.mjs'),
      'run',
      '--reporter=default',
      '--reporter=junit',
      `--outputFile.junit=${report}`,
      ...args,
    ],
    ...(env && { env }),
    report,
    again: ({ group, name }) => `npm test -- ${suite} ${group} -t ${quote(name.split(' > ').join(' '))}`,
  };
}

/**
 * @param {string} suite
 * @param {string} program path from the root
 * @param {string} filter of GoogleTest
 * @param {NodeJS.ProcessEnv} [env]
 * @returns {import('./test-run.mjs').Runner}
 */
export function googletest(suite, program, filter, env) {
  const report = reportFile(suite);
  return {
    command: path.join(ROOT, program),
    args: [`--gtest_output=xml:${report}`, `--gtest_filter=${filter}`],
    ...(env && { env }),
    report,
    again: ({ group, name }) => `npm test -- ${suite} ${quote(`${group}.${name}`)}`,
  };
}

/**
 * @param {string} suite
 * @param {string[]} files
 * @returns {import('./test-run.mjs').Runner}
 */
export function nodeTest(suite, files) {
  const report = reportFile(suite);
  const reporters = ['spec', 'stdout', 'junit', report];
  return {
    command: process.execPath,
    args: [
      '--test',
      // Each file starts servers; one at a time.
      '--test-concurrency=1',
      ...reporters.map((value, i) => `--test-reporter${i % 2 ? '-destination' : ''}=${value}`),
      ...files,
    ],
    report,
    again: ({ name }) => `node --test --test-name-pattern=${quote(name)} ${files.join(' ')}`,
  };
}

/**
 * @param {string} suite
 * @param {string} project of web/playwright.config.ts
 * @param {string[]} args
 * @returns {import('./test-run.mjs').Runner}
 */
export function playwright(suite, project, args) {
  const report = reportFile(suite);
  return {
    command: process.execPath,
    args: [nodeModule('@playwright/test/cli.js'), 'test', `--project=${project}`, ...args],
    cwd: path.join(ROOT, 'web'),
    env: { PLAYWRIGHT_JUNIT_OUTPUT_FILE: report, CHROMIUM_PATH: findChromium() },
    report,
    again: ({ group, name }) => `npm test -- ${suite} ${group} -g ${quote(name.split(' › ').join(' '))}`,
  };
}

/** @param {string} text */
const quote = (text) => `'${text.replaceAll("'", `'\\''`)}'`;

/** @type {Record<string, {title: string, build: (supervisor: import('./supervisor.mjs').Supervisor) => Promise<void>}>} */
const BUILDS = {
  gateway: { title: 'Build the gateway', build: buildGateway },
  web: { title: 'Build the web app', build: buildWeb },
  engine: {
    title: 'Build the engine',
    build: (supervisor) => buildEngine(supervisor, 'release', 'rowhook-engine'),
  },
  engineTests: {
    title: "Build the engine's tests",
    build: (supervisor) => buildEngine(supervisor, 'release', 'rowhook-tests', 'rowhook-pgtests'),
  },
};

/**
 * @typedef {object} Suite
 * @property {string} title
 * @property {string[]} builds names of BUILDS
 * @property {boolean} [postgres] whether it needs an empty server
 * @property {string[]} [settings] of that server
 * @property {(args: string[], databaseUrl: string) => import('./test-run.mjs').Runner} runner
 */

/** @type {Record<string, Suite>} */
export const SUITES = {
  unit: {
    title: 'Contracts, gateway and web',
    builds: [],
    runner: (args) => vitest('unit', ['--project=contracts', '--project=gateway', '--project=web*', ...args]),
  },
  engine: {
    title: 'Engine',
    builds: ['engineTests'],
    runner: ([filter = '*']) => googletest('engine', 'build/release/engine/rowhook-tests', filter),
  },
  'engine-postgres': {
    title: 'Engine on Postgres',
    builds: ['engine', 'engineTests'],
    postgres: true,
    runner: ([filter = '-Deep*'], databaseUrl) =>
      googletest('engine-postgres', 'build/release/engine/rowhook-pgtests', filter, {
        TEST_DATABASE_URL: databaseUrl,
      }),
  },
  'gateway-engine': {
    title: 'Gateway, engine and Postgres',
    builds: ['engine', 'gateway'],
    postgres: true,
    runner: (args, databaseUrl) =>
      vitest('gateway-engine', ['--project=gateway-engine', ...args], {
        TEST_DATABASE_URL: databaseUrl,
        ENGINE_BINARY,
      }),
  },
  'random-mappings': {
    title: 'Random mappings',
    builds: ['engine', 'gateway'],
    postgres: true,
    runner: (args, databaseUrl) =>
      vitest('random-mappings', ['--project=gateway-engine', 'random-mappings', ...args], {
        TEST_DATABASE_URL: databaseUrl,
        ENGINE_BINARY,
        ROWHOOK_TEST_MAPPINGS: '4000',
      }),
  },
  'json-schema': {
    title: 'JSON Schema Test Suite',
    builds: [],
    runner: (args) => vitest('json-schema', ['--project=json-schema', ...args]),
  },
  browser: {
    title: 'In Chromium',
    builds: ['engine', 'gateway', 'web'],
    runner: (args) => playwright('browser', 'browser', args),
  },
  scripts: {
    title: 'Scripts',
    builds: ['engine', 'gateway', 'web'],
    runner: (args) =>
      nodeTest(
        'scripts',
        args.length > 0 ? args : [...testFiles('scripts'), 'engine/test/includes.test.mjs'],
      ),
  },
  states: {
    title: 'All states in Chromium',
    builds: ['engine', 'gateway', 'web'],
    runner: (args) => playwright('states', 'states', args),
  },
  servers: {
    title: 'Engine and failing servers',
    builds: ['engine'],
    runner: (args) => nodeTest('servers', args.length > 0 ? args : testFiles('engine/test/servers')),
  },
  'engine-settings': {
    title: 'Types on a server with other settings',
    builds: ['engine', 'engineTests'],
    postgres: true,
    settings: [
      'DateStyle=SQL, DMY',
      'IntervalStyle=sql_standard',
      'lc_monetary=C.UTF-8',
      'TimeZone=Asia/Tokyo',
    ],
    runner: ([filter = '*Types*'], databaseUrl) =>
      googletest('engine-settings', 'build/release/engine/rowhook-pgtests', filter, {
        TEST_DATABASE_URL: databaseUrl,
      }),
  },
  'engine-slow': {
    title: 'Engine on Postgres, slow tests',
    builds: ['engine', 'engineTests'],
    postgres: true,
    runner: ([filter = 'Deep*'], databaseUrl) =>
      googletest('engine-slow', 'build/release/engine/rowhook-pgtests', filter, {
        TEST_DATABASE_URL: databaseUrl,
      }),
  },
};

/**
 * @param {TestRun} run
 * @param {string} name of BUILDS
 * @returns {Promise<boolean>} false if it failed; suites would then run the programs of an earlier build
 */
export function build(run, name) {
  const wanted = BUILDS[name];
  if (!wanted) throw new Error(`There is no build ${name}.`);
  return run.prepare(wanted.title, () => wanted.build(run.supervisor));
}

/**
 * Builds what a suite needs, and runs it.
 * @param {TestRun} run
 * @param {string} name
 * @param {string[]} args for its runner: a file, a filter
 */
export async function buildAndRun(run, name, args) {
  for (const needed of SUITES[name]?.builds ?? []) if (!(await build(run, needed))) return;
  await runSuite(run, name, args);
}

/**
 * Runs a suite whose programs are built.
 * @param {TestRun} run
 * @param {string} name
 * @param {string[]} [args] for its runner: a file, a filter
 */
export async function runSuite(run, name, args = []) {
  const suite = SUITES[name];
  if (!suite) throw new UserError(`There is no suite ${name}. There are: ${Object.keys(SUITES).join(', ')}.`);
  const { title, postgres, settings = [], runner } = suite;
  if (!postgres) return run.tests(title, runner(args, ''));
  await withPostgres(run.supervisor, `postgres-${name}`, (url) => run.tests(title, runner(args, url)), {
    settings,
  });
}

/**
 * @param {TestRun} run
 * @param {...string} suites whose programs are built
 */
export async function runInOrder(run, ...suites) {
  for (const suite of suites) await runSuite(run, suite);
}

/** @param {string} folder from the root */
function testFiles(folder) {
  return fs
    .readdirSync(path.join(ROOT, folder), { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.test.mjs'))
    .map((name) => path.join(folder, name))
    .sort();
}
