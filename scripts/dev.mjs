// @ts-check
// Everything, rebuilt when a source file changes. The page is on PORT; Vite passes /api and /docs on to the gateway.
import { randomBytes } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import { buildEngine, buildGateway } from './lib/build.mjs';
import { main, step } from './lib/main.mjs';
import { installPackages, TSC } from './lib/npm.mjs';
import { ROOT } from './lib/paths.mjs';
import { DEMO, startPostgres } from './lib/postgres.mjs';
import { findPostgres } from './lib/postgres-programs.mjs';
import {
  engineToken,
  freePort,
  requireFreePort,
  startEngine,
  startGateway,
  writeEngineEnvironment,
} from './lib/services.mjs';
import { requireSystemPackages } from './lib/system-packages.mjs';
import { startVite } from './lib/vite.mjs';

/** Editors write a file in several steps. */
const DEBOUNCE_MS = 300;

await main(async (supervisor) => {
  console.log('\nRowhook, with reload\n');
  await requireFreePort('PORT', '3000', '3001');
  await requireFreePort('ENGINE_PORT', '0', '7071', process.env['ENGINE_HOST']);
  await step('System packages', () => requireSystemPackages(supervisor, 'build'));
  await step('npm packages', () => installPackages(supervisor));
  // Fails before minutes of building if there is none for this machine.
  const programs = findPostgres();
  const build = () => buildEngine(supervisor, 'release', 'rowhook-engine');
  await step('Build the engine', build);
  await step('Build the gateway', () => buildGateway(supervisor));
  const postgres = await step('Start Postgres', () => startPostgres(supervisor, DEMO, { programs }));

  // Every engine gets the same port and token, so the gateway keeps running when the engine is replaced.
  const token = engineToken();
  const port = process.env['ENGINE_PORT'] || String(await freePort());
  let engine = await step('Start the engine', () => startEngine(supervisor, { token, port }));
  writeEngineEnvironment(supervisor, { url: engine.url, token });
  onChange(path.join(ROOT, 'engine/src'), async () => {
    await step('Rebuild the engine', build);
    await supervisor.stop(engine.child);
    engine = await step('Restart the engine', () => startEngine(supervisor, { token, port }));
  });

  supervisor.start('tsc-watch', process.execPath, [TSC, '-b', '--watch', '--preserveWatchOutput']);
  const env = {
    NODE_ENV: 'development',
    PORT: String(await freePort()),
    // A key that outlives a restart of the gateway keeps the page connected.
    TOKEN_KEY: process.env['TOKEN_KEY'] || randomBytes(32).toString('hex'),
    // Vite forwards requests with its own port in the Host header.
    ALLOWED_HOSTS: [process.env['ALLOWED_HOSTS'], 'localhost', '127.0.0.1'].filter(Boolean).join(','),
  };
  const gateway = await step('Start the gateway', () =>
    startGateway(supervisor, {
      engine: { token, url: engine.url },
      demoUrl: postgres.demoUrl,
      env,
      nodeArgs: ['--watch'],
    }),
  );
  const url = await step('Start Vite', () => startVite(supervisor, { env: { GATEWAY_URL: gateway.url } }));
  console.log(`\n  Ready:  ${url}\n\n  Ctrl-C stops everything. Logs are in .rowhook/logs.\n`);
  return 'keep running';
});

/**
 * Calls `rebuild` when something in a folder changes, one call at a time. If it fails, what runs stays as it is.
 * @param {string} folder
 * @param {() => Promise<void>} rebuild
 */
function onChange(folder, rebuild) {
  /** @type {NodeJS.Timeout | undefined} */
  let timer;
  let last = Promise.resolve();
  fs.watch(folder, { recursive: true }, () => {
    clearTimeout(timer);
    timer = setTimeout(() => {
      last = last.then(rebuild).catch((error) => console.error(`\n${error.message}\n`));
    }, DEBOUNCE_MS);
  });
}
