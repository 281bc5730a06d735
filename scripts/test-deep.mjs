// @ts-check
// What takes longer than `npm test`: the engine on Postgres with sanitizers, all features and states of the page, failing servers, more
// random mappings, the JSON Schema Test Suite, coverage, Prettier, ESLint, clang-tidy, fuzzing.
import fs from 'node:fs';
import path from 'node:path';
import { buildEngine, configureEngine } from './lib/build.mjs';
import { runChecks, slowChecks } from './lib/checks.mjs';
import { FUZZ_TARGETS, fuzzCommand } from './lib/fuzz.mjs';
import { main, requireLinux } from './lib/main.mjs';
import { installPackages } from './lib/npm.mjs';
import { ROOT, STATE } from './lib/paths.mjs';
import { build, runInOrder } from './lib/run-suites.mjs';
import { purposesOf } from './lib/suites.mjs';
import { requireSystemPackages } from './lib/system-packages.mjs';
import { TestRun } from './lib/test-run.mjs';

const COVERAGE = path.join(STATE, 'coverage');
const FUZZ_SECONDS = 30;

const SANITIZED = ['engine-sanitized', 'engine-postgres-sanitized'];
const RELEASED = [
  'features',
  'states',
  'engine-memory',
  'engine-slow',
  'servers',
  'engine-settings',
  'json-schema',
  'random-mappings',
];

await main(async (supervisor) => {
  requireLinux();
  const run = new TestRun(supervisor);
  console.log('\nRowhook: tests that take longer\n');
  const purposes = purposesOf(...SANITIZED, ...RELEASED);
  const prepared = await run.prepare({
    'System packages': () => requireSystemPackages(supervisor, ...purposes, 'analysis'),
    'npm packages': () => installPackages(supervisor),
  });
  if (!prepared) return run.summary();
  fs.mkdirSync(COVERAGE, { recursive: true });

  const fuzzed = testSanitized(run);
  const services = testServices(run);
  const targets = [...FUZZ_TARGETS];
  const fuzzRest = async () => {
    if (await fuzzed) await fuzz(run, targets);
  };
  await Promise.all([fuzzRest(), services.then(fuzzRest)]);
  return run.summary();
});

/**
 * Tests the engine with sanitizers, and builds what is fuzzed.
 * @param {TestRun} run
 * @returns {Promise<boolean>} whether the fuzz targets are built
 */
async function testSanitized(run) {
  if (await build(run, 'sanitized')) {
    await runInOrder(run, ...SANITIZED);
    const folder = 'build/asan-ubsan';
    await run.check('Coverage of the engine', 'gcovr', [
      ...['--gcov-executable', 'llvm-cov gcov'],
      ...['--root', 'engine', '--filter', 'engine/src/', '--object-directory', folder, folder],
      ...['--exclude-throw-branches', '--print-summary', '--txt', path.join(COVERAGE, 'engine.txt')],
    ]);
  }
  const targets = FUZZ_TARGETS.map((target) => `fuzz-${target}`);
  return run.prepare({ 'Build for fuzzing': () => buildEngine(run.supervisor, 'asan-ubsan', ...targets) });
}

/**
 * Tests the programs as they are released.
 * @param {TestRun} run
 */
async function testServices(run) {
  if (await build(run, 'gateway', 'web', 'engine', 'enginePostgresTests')) await runInOrder(run, ...RELEASED);
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
  await runChecks(run, slowChecks());
  const configure = () => configureEngine(run.supervisor, 'tidy');
  if (!(await run.prepare({ 'Configure clang-tidy': configure }))) return;
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
