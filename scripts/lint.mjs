// @ts-check
// npm run lint -- [--fix]
import { buildGateway, installPackages } from './lib/build.mjs';
import { eslint, quickChecks } from './lib/checks.mjs';
import { main } from './lib/main.mjs';
import { TestRun } from './lib/test-run.mjs';

await main(async (supervisor) => {
  const run = new TestRun(supervisor);
  await run.prepare('npm packages', () => installPackages(supervisor));
  await run.prepare('Build the gateway', () => buildGateway(supervisor));
  const options = { fix: process.argv.includes('--fix') };
  for (const { title, command, args } of [...quickChecks(options), eslint(options)]) {
    await run.check(title, command, args);
  }
  return run.summary();
});
