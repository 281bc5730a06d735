// @ts-check
// What takes longer than `npm test`: sanitizers and coverage, all states of the page, failing servers, ESLint, clang-tidy, fuzzing.
import fs from 'node:fs';
import path from 'node:path';
import { buildEngine, buildGateway, buildWeb, configureEngine, installPackages } from './lib/build.mjs';
import { eslint } from './lib/checks.mjs';
import { FUZZ_TARGETS, fuzzCommand } from './lib/fuzz.mjs';
import { main } from './lib/main.mjs';
import { ROOT, STATE } from './lib/paths.mjs';
import { googletest, vitest } from './lib/runners.mjs';
import { runInOrder, testEngineOnPostgres } from './lib/suites.mjs';
import { requireSystemPackages } from './lib/system-packages.mjs';
import { TestRun } from './lib/test-run.mjs';

const SANITIZERS = {
  // The wrapper of memmem(3) looks at the whole rest of a text for each call: minutes for ten megabytes.
  ASAN_OPTIONS: 'detect_leaks=1:detect_stack_use_after_return=1:strict_string_checks=1:intercept_memmem=0',
  UBSAN_OPTIONS: 'print_stacktrace=1:halt_on_error=1',
};

/** ASan keeps freed memory, so resident memory means nothing; UBSan needs a descriptor to look at an object. */
const NOT_SANITIZED = 'ExportStreamTest.TakesNoMoreMemoryForMoreRows:HostileClient.MoreConnectionsThanDescriptorsKeepNobodyWaiting';

const COVERAGE = path.join(STATE, 'coverage');
const FUZZ_SECONDS = 60;

await main(async (supervisor) => {
  const run = new TestRun(supervisor);
  console.log('\nRowhook: tests that take longer\n');
  await run.prepare('System packages', () => requireSystemPackages(supervisor, 'build', 'test', 'deepTest'));
  await run.prepare('npm packages', () => installPackages(supervisor));
  fs.mkdirSync(COVERAGE, { recursive: true });

  const sanitized = testSanitized(run);
  const services = testServices(run);
  const targets = [...FUZZ_TARGETS];
  const fuzzRest = () => fuzz(run, targets);
  await Promise.all([sanitized.then(fuzzRest), Promise.all([sanitized, services]).then(fuzzRest)]);
  return run.summary();
});

/**
 * Tests the engine with sanitizers, and builds what is fuzzed. These tests use one processor only, beside Postgres.
 * @param {TestRun} run
 */
async function testSanitized(run) {
  const { supervisor } = run;
  const build = 'build/asan-ubsan';
  await run.prepare('Build with sanitizers', () =>
    buildEngine(supervisor, 'asan-ubsan', 'rowhook-engine', 'rowhook-tests', 'rowhook-pgtests'),
  );
  await run.tests(
    'Engine, sanitized',
    googletest('engine', `${build}/engine/rowhook-tests`, '*', SANITIZERS),
  );
  await testEngineOnPostgres(
    run,
    'Engine on Postgres, sanitized',
    `${build}/engine/rowhook-pgtests`,
    `-Deep*:${NOT_SANITIZED}`,
    SANITIZERS,
  );
  await run.check('Coverage of the engine', 'gcovr', [
    ...['--root', 'engine', '--filter', 'engine/src/', '--object-directory', build, build],
    ...['--exclude-throw-branches', '--print-summary', '--txt', path.join(COVERAGE, 'engine.txt')],
  ]);
  await run.prepare('Build for fuzzing', () =>
    buildEngine(supervisor, 'fuzz', ...FUZZ_TARGETS.map((target) => `fuzz-${target}`)),
  );
}

/**
 * Tests TypeScript, and the programs as they are released.
 * @param {TestRun} run
 */
async function testServices(run) {
  const { supervisor } = run;
  await run.tests(
    'Contracts, gateway and web, covered',
    vitest('unit', [
      ...['contracts', 'gateway', 'web*'].map((project) => `--project=${project}`),
      ...['--coverage', `--coverage.reportsDirectory=${path.join(COVERAGE, 'typescript')}`],
    ]),
  );
  await run.prepare('Build the gateway', () => buildGateway(supervisor));
  await run.prepare('Build the web app', () => buildWeb(supervisor));
  await run.prepare('Build the engine', () =>
    buildEngine(supervisor, 'release', 'rowhook-engine', 'rowhook-pgtests'),
  );
  await runInOrder(
    run,
    'states',
    'engine-slow',
    'servers',
    'engine-settings',
    'json-schema',
    'random-mappings',
  );
  await lint(run);
}

/**
 * @param {TestRun} run
 * @param {string[]} targets from which it takes one after the other
 */
async function fuzz(run, targets) {
  for (let target; (target = targets.shift());) {
    await run.check(`Fuzz ${target}`, ...fuzzCommand(target, FUZZ_SECONDS));
  }
}

/** @param {TestRun} run */
async function lint(run) {
  const { title, command, args } = eslint();
  await run.check(title, command, args);
  await run.prepare('Configure clang-tidy', () => configureEngine(run.supervisor, 'tidy'));
  await run.check('clang-tidy', 'clang-tidy', [
    ...['--quiet', '--header-filter=/engine/src/', '-p', 'build/tidy'],
    ...unityFiles('build/tidy'),
  ]);
}

/**
 * @param {string} build folder of a configured build
 * @returns {string[]} what it compiles; many sources at once, because most of the time goes into what they include
 */
function unityFiles(build) {
  /** @type {{file: string}[]} */
  const commands = JSON.parse(fs.readFileSync(path.join(ROOT, build, 'compile_commands.json'), 'utf8'));
  return commands.map(({ file }) => file);
}
