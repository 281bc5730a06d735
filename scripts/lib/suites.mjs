// @ts-check
// The test suites: what each needs, and how it runs. `npm test -- NAME [ARGS]` runs one, with arguments for its runner.
import fs from 'node:fs';
import path from 'node:path';
import { buildEngine, buildGateway, buildWeb } from './build.mjs';
import { ENGINE_BINARY, ENGINE_POSTGRES_TESTS, engineProgram, ROOT } from './paths.mjs';
import { googletest, nodeTest, playwright, vitest } from './runners.mjs';
import { UserError } from './supervisor.mjs';
import { JSON_SCHEMA_TEST_SUITE } from './system.mjs';

/** @typedef {import('./system-packages.mjs').Purpose} Purpose */

/**
 * @typedef {object} Build
 * @property {string} title
 * @property {Purpose[]} purposes of the system packages that it needs
 * @property {(supervisor: import('./supervisor.mjs').Supervisor) => Promise<void>} build
 */

/** @satisfies {Record<string, Build>} */
export const BUILDS = {
  gateway: { title: 'Build the gateway', purposes: [], build: buildGateway },
  web: { title: 'Build the web app', purposes: [], build: buildWeb },
  engine: {
    title: 'Build the engine',
    purposes: ['build'],
    build: (supervisor) => buildEngine(supervisor, 'release', 'rowhook-engine'),
  },
  engineTests: {
    title: "Build the engine's tests",
    purposes: ['build', 'googleTest'],
    build: (supervisor) => buildEngine(supervisor, 'release', 'rowhook-tests'),
  },
  enginePostgresTests: {
    title: "Build the engine's tests on Postgres",
    purposes: ['build', 'googleTest'],
    build: (supervisor) => buildEngine(supervisor, 'release', 'rowhook-pgtests'),
  },
  sanitized: {
    title: 'Build with sanitizers',
    purposes: ['build', 'googleTest', 'sanitizers'],
    build: (supervisor) =>
      buildEngine(supervisor, 'asan-ubsan', 'rowhook-engine', 'rowhook-tests', 'rowhook-pgtests'),
  },
};

/** @typedef {keyof typeof BUILDS} BuildName */

const SANITIZERS = {
  // The wrapper of memmem(3) looks at the whole rest of a text for each call: minutes for ten megabytes.
  ASAN_OPTIONS: 'detect_leaks=1:detect_stack_use_after_return=1:strict_string_checks=1:intercept_memmem=0',
  UBSAN_OPTIONS: 'print_stacktrace=1:halt_on_error=1',
};

/** ASan keeps freed memory, so resident memory means nothing; UBSan needs a descriptor to look at an object. */
const NOT_SANITIZED =
  'ExportStreamTest.UsesNoMoreMemoryForMoreRows:HostileClient.ServesOthersWhenDescriptorsAreExhausted';

/** Test suites that limit or measure the engine's memory or descriptors, among others. */
const MEMORY_TESTS = 'ExportStream*:Faults*:FewResources*:Hostile*:RowStream*';

/**
 * @typedef {object} Suite
 * @property {string} title
 * @property {BuildName[]} builds
 * @property {Purpose[]} [purposes] of the system packages that it needs besides those of its builds
 * @property {boolean} [postgres] whether it needs an empty server
 * @property {string[]} [settings] of that server
 * @property {number} [processes] how many processes share all of its tests, each with a server of its own
 * @property {(args: string[], databaseUrl: string, report?: string) => import('./test-run.mjs').Runner} runner
 */

/** The engine's tests on Postgres wait more than they work. */
const PROCESSES = 2;

/** @type {Record<string, Suite>} */
const SUITES = {
  unit: {
    title: 'Contracts, gateway and web',
    builds: [],
    runner: (args) => vitest('unit', ['--project=contracts', '--project=gateway', '--project=web*', ...args]),
  },
  engine: {
    title: 'Engine',
    builds: ['engineTests'],
    runner: ([filter = '*']) => googletest('engine', engineProgram('release', 'rowhook-tests'), filter),
  },
  'engine-postgres': {
    title: 'Engine on Postgres',
    builds: ['engine', 'enginePostgresTests'],
    postgres: true,
    processes: PROCESSES,
    runner: ([filter = '-Deep*'], databaseUrl, report) => {
      const env = { TEST_DATABASE_URL: databaseUrl };
      return googletest('engine-postgres', ENGINE_POSTGRES_TESTS, filter, env, report);
    },
  },
  'engine-sanitized': {
    title: 'Engine, sanitized',
    builds: ['sanitized'],
    runner: ([filter = '*']) =>
      googletest('engine-sanitized', engineProgram('asan-ubsan', 'rowhook-tests'), filter, SANITIZERS),
  },
  'engine-postgres-sanitized': {
    title: 'Engine on Postgres, sanitized',
    builds: ['sanitized'],
    postgres: true,
    processes: PROCESSES,
    runner: ([filter = `-Deep*:${NOT_SANITIZED}`], databaseUrl, report) => {
      const env = { ...SANITIZERS, TEST_DATABASE_URL: databaseUrl };
      const program = engineProgram('asan-ubsan', 'rowhook-pgtests');
      return googletest('engine-postgres-sanitized', program, filter, env, report);
    },
  },
  'gateway-engine': {
    title: 'Gateway, engine and Postgres',
    builds: ['engine', 'gateway'],
    purposes: ['exportClients', 'certificates'],
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
    purposes: ['jsonSchema'],
    runner: (args) => vitest('json-schema', ['--project=json-schema', ...args], { JSON_SCHEMA_TEST_SUITE }),
  },
  browser: {
    title: 'Main path in Chromium',
    builds: ['engine', 'gateway', 'web'],
    purposes: ['browser'],
    runner: (args) => playwright('browser', 'browser', args),
  },
  features: {
    title: 'Features in Chromium',
    builds: ['engine', 'gateway', 'web'],
    purposes: ['browser', 'exportClients'],
    runner: (args) => playwright('features', 'features', args),
  },
  scripts: {
    title: 'Scripts',
    builds: ['engine', 'gateway', 'web'],
    purposes: ['processes', 'googleTest'],
    runner: (args) =>
      nodeTest(
        'scripts',
        args.length > 0 ? args : [...testFiles('scripts'), 'engine/test/includes.test.mjs'],
      ),
  },
  states: {
    title: 'All states in Chromium',
    builds: ['engine', 'gateway', 'web'],
    purposes: ['browser'],
    runner: (args) => playwright('states', 'states', args),
  },
  pictures: {
    title: 'Pictures of all states',
    builds: ['engine', 'gateway', 'web'],
    purposes: ['browser'],
    runner: (args) => playwright('pictures', 'pictures', args),
  },
  figures: {
    title: 'Figures of the page',
    builds: ['engine', 'gateway', 'web'],
    purposes: ['browser'],
    runner: (args) => playwright('figures', 'figures', args),
  },
  'engine-memory': {
    title: 'Engine on Postgres, memory',
    builds: ['engine', 'enginePostgresTests'],
    postgres: true,
    runner: ([filter = MEMORY_TESTS], databaseUrl) =>
      googletest('engine-memory', ENGINE_POSTGRES_TESTS, filter, { TEST_DATABASE_URL: databaseUrl }),
  },
  servers: {
    title: 'Engine and failing servers',
    builds: ['engine'],
    purposes: ['pooler', 'certificates'],
    runner: (args) => nodeTest('servers', args.length > 0 ? args : testFiles('engine/test/servers')),
  },
  'engine-settings': {
    title: 'Types on a server with other settings',
    builds: ['engine', 'enginePostgresTests'],
    postgres: true,
    settings: [
      'DateStyle=SQL, DMY',
      'IntervalStyle=sql_standard',
      'lc_monetary=C.UTF-8',
      'TimeZone=Asia/Tokyo',
    ],
    runner: ([filter = '*Types*'], databaseUrl) =>
      googletest('engine-settings', ENGINE_POSTGRES_TESTS, filter, { TEST_DATABASE_URL: databaseUrl }),
  },
  'engine-slow': {
    title: 'Engine on Postgres, slow tests',
    builds: ['engine', 'enginePostgresTests'],
    postgres: true,
    runner: ([filter = 'Deep*'], databaseUrl) =>
      googletest('engine-slow', ENGINE_POSTGRES_TESTS, filter, { TEST_DATABASE_URL: databaseUrl }),
  },
};

/**
 * @param {string} name
 * @returns {Suite}
 */
export function findSuite(name) {
  const suite = SUITES[name];
  if (!suite) throw new UserError(`There is no suite ${name}. There are: ${Object.keys(SUITES).join(', ')}.`);
  return suite;
}

/**
 * @param {...string} names of suites
 * @returns {Purpose[]} of the system packages that they and their builds need
 */
export function purposesOf(...names) {
  const purposes = names
    .map(findSuite)
    .flatMap(({ builds, purposes = [] }) => [
      ...builds.flatMap((name) => BUILDS[name].purposes),
      ...purposes,
    ]);
  return [...new Set(purposes)];
}

/** @param {string} folder from the root */
function testFiles(folder) {
  return fs
    .readdirSync(path.join(ROOT, folder), { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.test.mjs'))
    .map((name) => path.join(folder, name))
    .sort();
}
