// @ts-check
import { buildEngine, buildGateway, buildWeb, installPackages } from './lib/build.mjs';
import { launch } from './lib/launcher.mjs';
import { DEMO, startPostgres } from './lib/postgres.mjs';
import { engineToken, requireFreePort, startEngine, startGateway } from './lib/services.mjs';
import { step } from './lib/steps.mjs';
import { requireToolchain } from './lib/toolchain.mjs';

await launch(async (family) => {
  const began = performance.now();
  console.log('\nRowhook\n');
  await requireFreePort('PORT', '3000', '3001');
  await requireFreePort('ENGINE_PORT', '0', '7071');
  await step('Toolchain', () => requireToolchain(family, { for: ['build'] }));
  await step('npm packages', () => installPackages(family));
  await step('Build the engine', () => buildEngine(family, { preset: 'release', programs: 'engine' }));
  await step('Build the gateway', () => buildGateway(family));
  await step('Build the web app', () => buildWeb(family));

  const postgres = await step('Demo database', () => startPostgres(family, DEMO));
  const token = engineToken();
  const engine = await step('Engine', () => startEngine(family, { token }));
  const gateway = await step('Gateway', () =>
    startGateway(family, { engine: { token, port: engine.port }, demoUrl: postgres.demoUrl }),
  );

  const seconds = Math.round((performance.now() - began) / 1000);
  console.log(`\n  Ready after ${seconds} s:  http://127.0.0.1:${gateway.port}\n`);
  console.log('  Ctrl-C stops everything. Logs are in .rowhook/logs.\n');
  return 'stay';
});
