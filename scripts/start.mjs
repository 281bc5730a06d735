// @ts-check
// Builds everything and starts Postgres, engine and gateway.
import { buildEngine, buildGateway, buildWeb } from './lib/build.mjs';
import { main, step } from './lib/main.mjs';
import { installPackages } from './lib/npm.mjs';
import { DEMO, startPostgres } from './lib/postgres.mjs';
import { findPostgres } from './lib/postgres-programs.mjs';
import {
  engineToken,
  requireFreePort,
  startEngine,
  startGateway,
  writeEngineEnvironment,
} from './lib/services.mjs';
import { requireSystemPackages } from './lib/system-packages.mjs';

await main(async (supervisor) => {
  const start = performance.now();
  console.log('\nRowhook\n');
  await requireFreePort('PORT', '3000', '3001', process.env['HOST']);
  await requireFreePort('ENGINE_PORT', '0', '7071', process.env['ENGINE_HOST']);
  await step('System packages', () => requireSystemPackages(supervisor, 'build'));
  await step('npm packages', () => installPackages(supervisor));
  // Fails before minutes of building if there is none for this machine.
  const programs = findPostgres();
  await step('Build the engine', () => buildEngine(supervisor, 'release', 'rowhook-engine'));
  await step('Build the gateway', () => buildGateway(supervisor));
  await step('Build the web app', () => buildWeb(supervisor));

  const postgres = await step('Start Postgres', () => startPostgres(supervisor, DEMO, { programs }));
  const token = engineToken();
  const engine = await step('Start the engine', () => startEngine(supervisor, { token }));
  writeEngineEnvironment(supervisor, { url: engine.url, token });
  const gateway = await step('Start the gateway', () =>
    startGateway(supervisor, { engine: { token, url: engine.url }, demoUrl: postgres.demoUrl }),
  );

  const time = Math.round((performance.now() - start) / 1000);
  console.log(`\n  Ready after ${time} s:  ${gateway.url}\n`);
  console.log('  Ctrl-C stops everything. Logs are in .rowhook/logs.\n');
  return 'keep running';
});
