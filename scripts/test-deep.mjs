// @ts-check
import { buildEngine, buildGateway, buildWeb, installPackages } from './lib/build.mjs';
import { deepTests, heldToFaults } from './lib/faults.mjs';
import { fuzzTargets } from './lib/fuzz-targets.mjs';
import { fuzz } from './lib/fuzzing.mjs';
import { inChromium } from './lib/in-chromium.mjs';
import { launch } from './lib/launcher.mjs';
import { onPostgres } from './lib/postgres.mjs';
import { googletest, nodeTest } from './lib/runners.mjs';
import { Stages } from './lib/stages.mjs';
import { tidy } from './lib/tidy.mjs';
import { requireToolchain } from './lib/toolchain.mjs';

const SANITIZERS = {
  ASAN_OPTIONS: 'detect_leaks=1:detect_stack_use_after_return=1:strict_string_checks=1',
  UBSAN_OPTIONS: 'print_stacktrace=1:halt_on_error=1',
};

/** It looks at resident memory and nothing else, which says nothing here: ASan keeps what was freed. */
const MEASURES_MEMORY = 'ExportStreamTest.TakesNoMoreMemoryForMoreRows';

const FUZZ_SECONDS = 60;

await launch(async (family) => {
  const stages = new Stages();
  console.log('\nRowhook: tests that take longer\n');
  await stages.stage('Toolchain', () =>
    requireToolchain(family, { for: ['build', 'test', 'fuzz', 'faults'] }),
  );
  await stages.stage('npm packages', () => installPackages(family));
  await stages.stage('Build with sanitizers', () =>
    buildEngine(family, { preset: 'asan-ubsan', programs: 'tests' }),
  );
  await stages.stage('Engine, sanitized', () =>
    googletest(family, 'engine-tests-asan', {
      program: 'build/asan-ubsan/engine/rowhook-tests',
      env: SANITIZERS,
    }),
  );
  await stages.stage('Engine on Postgres, sanitized', () =>
    onPostgres(family, 'postgres-asan', (url) =>
      googletest(family, 'engine-pgtests-asan', {
        program: 'build/asan-ubsan/engine/rowhook-pgtests',
        filter: `-Deep*:${MEASURES_MEMORY}`,
        env: { ...SANITIZERS, TEST_DATABASE_URL: url },
      }),
    ),
  );
  await stages.stage('Build the engine and its tests', () =>
    buildEngine(family, { preset: 'coverage', programs: 'tests' }),
  );
  await stages.stage('Engine on Postgres, tests that wait', () =>
    onPostgres(family, 'postgres-deep', (url) =>
      googletest(family, 'engine-pgtests-deep', {
        program: 'build/coverage/engine/rowhook-pgtests',
        filter: 'Deep*',
        env: { TEST_DATABASE_URL: url },
      }),
    ),
  );
  await stages.stage('Build the engine', () =>
    buildEngine(family, { preset: 'release', programs: 'engine' }),
  );
  await stages.stage('Build the gateway', () => buildGateway(family));
  await stages.stage('Build the web app', () => buildWeb(family));
  await stages.stage('Every state, in Chromium', () => inChromium(family, 'states', 'states'));
  await stages.stage('Servers that fail', () => nodeTest(family, 'faults', { files: deepTests() }));
  await stages.stage('Faults', () => heldToFaults({ deep: true }));
  await stages.stage('clang-tidy', () => tidy(family));
  await stages.stage('Build for fuzzing', () => buildEngine(family, { preset: 'fuzz', programs: 'fuzz' }));
  for (const target of fuzzTargets()) {
    await stages.stage(`Fuzz ${target}`, () => fuzz(family, target, FUZZ_SECONDS));
  }
  return stages.summary();
});
