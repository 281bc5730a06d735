// @ts-check
import fs from 'node:fs';
import path from 'node:path';
import { buildEngine, buildGateway, buildWeb, installPackages } from './lib/build.mjs';
import { checks } from './lib/checks.mjs';
import { engineCoverage, forgetCounts } from './lib/engine-coverage.mjs';
import { heldToFaults } from './lib/faults.mjs';
import { inChromium } from './lib/in-chromium.mjs';
import { launch } from './lib/launcher.mjs';
import { ROOT } from './lib/paths.mjs';
import { onPostgres } from './lib/postgres.mjs';
import { check, googletest, nodeTest, vitest } from './lib/runners.mjs';
import { Stages } from './lib/stages.mjs';
import { requireToolchain } from './lib/toolchain.mjs';

await launch(async (family) => {
  const stages = new Stages();
  console.log('\nRowhook: all tests\n');
  await stages.stage('Toolchain', () => requireToolchain(family, { for: ['build', 'test'] }));
  await stages.stage('npm packages', () => installPackages(family));
  await stages.stage('Build the gateway', () => buildGateway(family));

  const engine = async () => {
    await stages.stage('Build the engine and its tests', () =>
      buildEngine(family, { preset: 'coverage', programs: 'tests' }),
    );
    forgetCounts();
    await stages.stage('Engine', () =>
      googletest(family, 'engine-tests', { program: 'build/coverage/engine/rowhook-tests' }),
    );
    await stages.stage('Engine on Postgres', () =>
      onPostgres(family, 'postgres-pgtests', (url) =>
        googletest(family, 'engine-pgtests', {
          program: 'build/coverage/engine/rowhook-pgtests',
          filter: '-Deep*',
          env: { TEST_DATABASE_URL: url },
        }),
      ),
    );
    await stages.stage('Gateway, engine and Postgres', () =>
      onPostgres(family, 'postgres-contract', (url) =>
        vitest(family, 'contract', {
          folder: 'gateway',
          project: 'gateway-contract',
          env: {
            TEST_DATABASE_URL: url,
            ENGINE_BINARY: path.join(ROOT, 'build/coverage/engine/rowhook-engine'),
          },
        }),
      ),
    );
    await stages.stage('The engine, by these three', engineCoverage);
    await stages.stage('Build the engine', () =>
      buildEngine(family, { preset: 'release', programs: 'engine' }),
    );
  };
  const typescript = async () => {
    await stages.stage('Build the web app', () => buildWeb(family));
    for (const { title, name, command } of checks())
      await stages.stage(title, () => check(family, name, command));
    await stages.stage('Contracts', () =>
      vitest(family, 'contracts', { folder: 'contracts', covered: true }),
    );
    await stages.stage('Gateway', () =>
      vitest(family, 'gateway', { folder: 'gateway', project: 'gateway', covered: true }),
    );
    await stages.stage('Web', () => vitest(family, 'web', { folder: 'web', covered: true }));
  };
  // The engine's tests mostly wait for Postgres, which leaves the processor to the others.
  await Promise.all([engine(), typescript()]);

  await stages.stage('In Chromium', () => inChromium(family, 'e2e', 'browser'));
  await stages.stage('Scripts', () => nodeTest(family, 'scripts', { files: scriptTests() }));
  await stages.stage('Faults', () => heldToFaults({ deep: false }));
  return stages.summary();
});

function scriptTests() {
  return fs
    .readdirSync(path.join(ROOT, 'scripts'), { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.test.mjs'))
    .map((name) => path.join('scripts', name))
    .sort();
}
