// @ts-check
// The test suites: what each needs to be built, and how it runs. `npm test -- NAME [ARGS]` runs one, with arguments for its runner.
import fs from 'node:fs';
import path from 'node:path';
import { buildEngine, buildGateway, buildWeb } from './build.mjs';
import { ENGINE_BINARY, ROOT } from './paths.mjs';
import { withPostgres } from './postgres.mjs';
import { googletest, nodeTest, playwright, vitest } from './runners.mjs';
import { UserError } from './supervisor.mjs';
import { reportFile } from './test-run.mjs';

/** @typedef {import('./test-run.mjs').TestRun} TestRun */
/** @typedef {import('./test-run.mjs').Runner} Runner */

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
 * @property {(args: string[], databaseUrl: string) => Runner} runner
 * @property {(run: TestRun) => Promise<void>} [all] runs all of its tests, where several processes share them
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
    runner: ([filter = '*'], databaseUrl) =>
      googletest('engine-postgres', 'build/release/engine/rowhook-pgtests', filter, {
        TEST_DATABASE_URL: databaseUrl,
      }),
    all: (run) =>
      testEngineOnPostgres(run, 'Engine on Postgres', 'build/release/engine/rowhook-pgtests', '-Deep*'),
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

/** How many processes run the engine's tests on Postgres, which wait more than they work. */
const SHARDS = 2;

/**
 * Runs the engine's tests on Postgres in several processes, each with a server of its own.
 * @param {TestRun} run
 * @param {string} title
 * @param {string} program path from the root
 * @param {string} filter of GoogleTest
 * @param {NodeJS.ProcessEnv} [env]
 */
export async function testEngineOnPostgres(run, title, program, filter, env) {
  const shards = Array.from({ length: SHARDS }, async (_, index) => {
    const name = `engine-postgres-${index + 1}`;
    await withPostgres(run.supervisor, `postgres-${name}`, (url) => {
      const shard = {
        ...env,
        TEST_DATABASE_URL: url,
        GTEST_TOTAL_SHARDS: String(SHARDS),
        GTEST_SHARD_INDEX: String(index),
      };
      const runner = googletest('engine-postgres', program, filter, shard, reportFile(name));
      return run.tests(`${title}, ${index + 1} of ${SHARDS}`, runner);
    });
  });
  await Promise.all(shards);
}

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
  const { title, postgres, settings = [], runner, all } = suite;
  if (all && args.length === 0) return all(run);
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
