// @ts-check
// npm run lint -- [--fix]
import { buildGateway } from './lib/build.mjs';
import { quickChecks, runChecks, slowChecks } from './lib/checks.mjs';
import { main } from './lib/main.mjs';
import { installPackages } from './lib/npm.mjs';
import { TestRun } from './lib/test-run.mjs';

await main(async (supervisor) => {
  const run = new TestRun(supervisor);
  const prepared = await run.prepare({
    'npm packages': () => installPackages(supervisor),
    'Build the gateway': () => buildGateway(supervisor),
  });
  const options = { fix: process.argv.includes('--fix') };
  if (prepared) await runChecks(run, [...quickChecks(options), ...slowChecks(options)]);
  return run.summary();
});
