// @ts-check
// npm test                       all suites and checks
// npm test -- SUITE [ARGS]       one suite, with arguments for its runner: a file, a filter
import { buildGateway, buildWeb, installPackages } from './lib/build.mjs';
import { checks } from './lib/checks.mjs';
import { main } from './lib/main.mjs';
import { buildFor, runSuite } from './lib/suites.mjs';
import { requireSystemPackages } from './lib/system-packages.mjs';
import { TestRun } from './lib/test-run.mjs';

const ENGINE_SUITES = ['engine', 'engine-postgres', 'gateway-engine'];

await main(async (supervisor) => {
  const run = new TestRun(supervisor);
  const [suite, ...args] = process.argv.slice(2);
  console.log(`\nRowhook: ${suite ? `tests of ${suite}` : 'all tests'}\n`);
  await run.prepare('System packages', () => requireSystemPackages(supervisor, 'build', 'test'));
  await run.prepare('npm packages', () => installPackages(supervisor));
  if (suite) {
    if (await buildFor(run, [suite])) await runSuite(run, suite, args);
    return run.summary();
  }

  await run.prepare('Build the gateway', () => buildGateway(supervisor));
  const engine = async () => {
    if (!(await buildFor(run, ENGINE_SUITES))) return;
    for (const name of ENGINE_SUITES) await runSuite(run, name);
  };
  const typescript = async () => {
    await run.prepare('Build the web app', () => buildWeb(supervisor));
    for (const check of checks()) await run.check(check.title, check.command, check.args);
    await runSuite(run, 'unit');
  };
  // The engine's tests mostly wait for Postgres, which leaves the processor to the others.
  await Promise.all([engine(), typescript()]);
  await runSuite(run, 'browser');
  await runSuite(run, 'scripts');
  return run.summary();
});
