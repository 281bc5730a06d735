// @ts-check
// npm run lint -- [--fix]
import { buildGateway, installPackages } from './lib/build.mjs';
import { checks } from './lib/checks.mjs';
import { main } from './lib/main.mjs';
import { TestRun } from './lib/test-run.mjs';

await main(async (supervisor) => {
  const run = new TestRun(supervisor);
  await run.prepare('npm packages', () => installPackages(supervisor));
  await run.prepare('Build the gateway', () => buildGateway(supervisor));
  for (const { title, command, args } of checks({ fix: process.argv.includes('--fix') })) {
    await run.check(title, command, args);
  }
  return run.summary();
});
