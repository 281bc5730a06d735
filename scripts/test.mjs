// @ts-check
import fs from 'node:fs';
import path from 'node:path';
import { buildEngine, buildGateway, buildWeb, installPackages } from './lib/build.mjs';
import { checks } from './lib/checks.mjs';
import { heldToFaults } from './lib/faults.mjs';
import { launch } from './lib/launcher.mjs';
import { ENGINE_BINARY, ROOT } from './lib/paths.mjs';
import { check, googletest, nodeTest, vitest } from './lib/runners.mjs';
import { engineToken, startEngine, startGateway } from './lib/services.mjs';
import { Stages } from './lib/stages.mjs';
import { findChromium, requireToolchain } from './lib/toolchain.mjs';

await launch(async (family) => {
  const stages = new Stages();
  console.log('\nRowhook: all tests\n');
  await stages.stage('Toolchain', () => requireToolchain(family, { for: ['build', 'test'] }));
  await stages.stage('npm packages', () => installPackages(family));
  await stages.stage('Build the gateway', () => buildGateway(family));

  const { startPostgres, DEMO, EMPTY } = await import('./lib/postgres.mjs');
  /** @param {string} name @param {(url: string) => Promise<import('./lib/runners.mjs').Result>} work */
  const onPostgres = async (name, work) => {
    const postgres = await startPostgres(family, EMPTY, { name });
    const result = await work(postgres.url);
    await postgres.shutDown();
    return result;
  };
  const engine = async () => {
    await stages.stage('Build the engine and its tests', () =>
      buildEngine(family, { preset: 'release', programs: 'tests' }),
    );
    await stages.stage('Engine', () =>
      googletest(family, 'engine-tests', { program: 'build/release/engine/rowhook-tests' }),
    );
    await stages.stage('Engine on Postgres', () =>
      onPostgres('postgres-pgtests', (url) =>
        googletest(family, 'engine-pgtests', {
          program: 'build/release/engine/rowhook-pgtests',
          filter: '-Deep*',
          env: { TEST_DATABASE_URL: url },
        }),
      ),
    );
    await stages.stage('Gateway, engine and Postgres', () =>
      onPostgres('postgres-contract', (url) =>
        vitest(family, 'contract', {
          folder: 'gateway',
          project: 'gateway-contract',
          env: { TEST_DATABASE_URL: url, ENGINE_BINARY },
        }),
      ),
    );
  };
  const typescript = async () => {
    await stages.stage('Build the web app', () => buildWeb(family));
    for (const { title, name, command } of checks())
      await stages.stage(title, () => check(family, name, command));
    await stages.stage('Contracts', () => vitest(family, 'contracts', { folder: 'contracts' }));
    await stages.stage('Gateway', () => vitest(family, 'gateway', { folder: 'gateway', project: 'gateway' }));
    await stages.stage('Web', () => vitest(family, 'web', { folder: 'web' }));
  };
  // The engine's tests mostly wait for Postgres, which leaves the processor to the others.
  await Promise.all([engine(), typescript()]);

  await stages.stage('In Chromium', async () => {
    const postgres = await startPostgres(family, DEMO, { name: 'postgres-e2e' });
    const token = engineToken();
    const { child, port } = await startEngine(family, { token, port: '0' });
    const gateway = await startGateway(family, {
      engine: { token, port },
      demoUrl: postgres.demoUrl,
      env: { PORT: '0', DATABASE_URL: undefined },
    });
    const env = {
      E2E_URL: `http://127.0.0.1:${gateway.port}`,
      E2E_DATABASE_URL: postgres.url,
      E2E_ENGINE_URL: `http://127.0.0.1:${port}`,
      E2E_ENGINE_TOKEN: token,
      CHROMIUM_PATH: findChromium(),
    };
    const result = await vitest(family, 'e2e', { folder: 'web', config: 'vitest.e2e.config.ts', env });
    await family.end(gateway.child);
    await family.end(child);
    await postgres.shutDown();
    return result;
  });
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
