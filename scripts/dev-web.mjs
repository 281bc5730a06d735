// @ts-check
import path from 'node:path';
import { buildGateway, installPackages } from './lib/build.mjs';
import { launch } from './lib/launcher.mjs';
import { freePort } from './lib/free-port.mjs';
import { ROOT } from './lib/paths.mjs';
import { requireFreePort } from './lib/services.mjs';
import { step } from './lib/steps.mjs';

// The web alone: answers come from doubles made of the contracts, inside the browser. No engine, gateway or database.
await launch(async (family) => {
  await requireFreePort('PORT', '0', '5174');
  await step('npm packages', () => installPackages(family));
  await step('Build the contracts', () => buildGateway(family));
  const given = process.env['PORT'] ?? '0';
  const port = given === '0' ? String(await freePort()) : given;
  const vite = path.join(ROOT, 'node_modules', 'vite', 'bin', 'vite.js');
  const args = [vite, '--mode', 'doubles', '--host', '127.0.0.1', '--port', port, '--strictPort'];
  family.start('vite', process.execPath, args, { cwd: path.join(ROOT, 'web') });
  console.log(`\n  http://127.0.0.1:${port}\n\n  Ctrl-C stops it. The log is .rowhook/logs/vite.log.\n`);
  return 'stay';
});
