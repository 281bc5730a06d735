// @ts-check
// The web app alone: mocks made from the contracts respond inside the browser. No engine, gateway or database.
import { main, step } from './lib/main.mjs';
import { installPackages } from './lib/npm.mjs';
import { requireFreePort } from './lib/services.mjs';
import { startVite } from './lib/vite.mjs';

await main(async (supervisor) => {
  console.log('\nRowhook, the web app alone\n');
  await requireFreePort('PORT', '3000', '3001');
  await step('npm packages', () => installPackages(supervisor));
  const url = await step('Start Vite', () => startVite(supervisor, { mode: 'mocks' }));
  console.log(`\n  Ready:  ${url}\n\n  Ctrl-C stops it. The log is .rowhook/logs/vite.log.\n`);
  return 'keep running';
});
