// @ts-check
import { randomBytes } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import { buildEngine, buildGateway, installPackages, TSC } from './lib/build.mjs';
import { freePort } from './lib/free-port.mjs';
import { launch } from './lib/launcher.mjs';
import { ROOT } from './lib/paths.mjs';
import { DEMO, startPostgres } from './lib/postgres.mjs';
import { engineToken, requireFreePort, startEngine, startGateway } from './lib/services.mjs';
import { step } from './lib/steps.mjs';
import { requireToolchain } from './lib/toolchain.mjs';

/** Editors write a file in several steps; a rebuild waits until they are through. */
const SETTLE_MS = 300;

await launch(async (family) => {
  console.log('\nRowhook, with reload\n');
  await requireFreePort('PORT', '3000', '3001');
  await step('Toolchain', () => requireToolchain(family, { for: ['build'] }));
  await step('npm packages', () => installPackages(family));
  await step('Build the engine', () => buildEngine(family, { preset: 'release', programs: 'engine' }));
  await step('Build the gateway', () => buildGateway(family));
  const postgres = await step('Demo database', () => startPostgres(family, DEMO));

  // One port and token for every engine that follows, so that the gateway need not know of a reload.
  const token = engineToken();
  const given = process.env['ENGINE_PORT'] ?? '0';
  const port = given === '0' ? String(await freePort()) : given;
  let engine = await step('Engine', () => startEngine(family, { token, port }));
  onChange(path.join(ROOT, 'engine', 'src'), async () => {
    await step('Rebuild the engine', () => buildEngine(family, { preset: 'release', programs: 'engine' }));
    await family.end(engine.child);
    engine = await step('Engine', () => startEngine(family, { token, port }));
  });

  family.start('tsc-watch', process.execPath, [TSC, '-b', '--watch', '--preserveWatchOutput'], { cwd: ROOT });
  const env = {
    NODE_ENV: 'development',
    // The same port after a reload, also when any will do.
    PORT: process.env['PORT'] === '0' ? String(await freePort()) : process.env['PORT'],
    // A key that outlives the gateway's reloads keeps the page connected.
    TOKEN_KEY: process.env['TOKEN_KEY'] ?? randomBytes(32).toString('hex'),
    // Vite's server passes requests on with its own port in the Host header.
    ALLOWED_HOSTS: [process.env['ALLOWED_HOSTS'], 'localhost', '127.0.0.1'].filter(Boolean).join(','),
  };
  const gateway = await step('Gateway', () =>
    startGateway(family, {
      engine: { token, port: engine.port },
      demoUrl: postgres.demoUrl,
      env,
      nodeArgs: ['--watch'],
    }),
  );

  const webPort = await freePort();
  const vite = path.join(ROOT, 'node_modules', 'vite', 'bin', 'vite.js');
  family.start(
    'vite',
    process.execPath,
    [vite, '--host', '127.0.0.1', '--port', String(webPort), '--strictPort'],
    {
      cwd: path.join(ROOT, 'web'),
      env: { ...process.env, GATEWAY_URL: `http://127.0.0.1:${gateway.port}` },
    },
  );
  console.log(`\n  The page, reloading:  http://127.0.0.1:${webPort}`);
  console.log(`  The gateway:          http://127.0.0.1:${gateway.port}\n`);
  console.log('  Ctrl-C stops everything. Logs are in .rowhook/logs.\n');
  return 'stay';
});

/**
 * Calls `rebuild` when something in a folder has changed, one call at a time. A rebuild that fails says why and leaves
 * what runs as it is.
 * @param {string} folder
 * @param {() => Promise<void>} rebuild
 */
function onChange(folder, rebuild) {
  /** @type {NodeJS.Timeout | undefined} */
  let settling;
  let last = Promise.resolve();
  fs.watch(folder, { recursive: true }, () => {
    clearTimeout(settling);
    settling = setTimeout(() => {
      last = last.then(rebuild).catch((error) => console.error(`\n${error.message}\n`));
    }, SETTLE_MS);
  });
}
