// @ts-check
// npm test                       the suites below, and the quick checks
// npm test -- SUITE [ARGS]       one suite, with arguments for its runner: a file, a filter
import { quickChecks, runChecks } from './lib/checks.mjs';
import { main } from './lib/main.mjs';
import { installPackages } from './lib/npm.mjs';
import { build, buildAndRun, runSuite } from './lib/run-suites.mjs';
import { purposesOf } from './lib/suites.mjs';
import { requireSystemPackages } from './lib/system-packages.mjs';
import { TestRun } from './lib/test-run.mjs';

const SUITES = ['unit', 'engine', 'gateway-engine', 'browser', 'scripts'];

await main(async (supervisor) => {
  const run = new TestRun(supervisor);
  const [suite, ...args] = process.argv.slice(2);
  /** @type {import('./lib/system-packages.mjs').Purpose[]} */
  const purposes = suite ? purposesOf(suite) : ['format', ...purposesOf(...SUITES)];
  console.log(`\nRowhook: ${suite ? `tests of ${suite}` : 'all tests'}\n`);
  const packages = { 'System packages': () => requireSystemPackages(supervisor, ...purposes) };
  const npmPackages = { 'npm packages': () => installPackages(supervisor) };
  if (suite) {
    if (await run.prepare({ ...packages, ...npmPackages })) await buildAndRun(run, suite, args);
    return run.summary();
  }

  if (!(await run.prepare(packages))) return run.summary();
  // Compiling the engine takes longest, and needs no npm packages.
  const engine = build(run, 'engine');
  const engineTests = engine.then((built) => built && build(run, 'engineTests'));
  if (!(await run.prepare(npmPackages))) {
    await engineTests;
    return run.summary();
  }
  const gateway = await build(run, 'gateway');
  const web = build(run, 'web');
  const services = Promise.all([engine, web]).then((built) => gateway && built.every(Boolean));
  // Two lanes that keep a processor busy each, and one that mostly waits.
  await Promise.all([
    engineTests.then(async (built) => {
      if (built) await runSuite(run, 'engine');
      if (await services) await runSuite(run, 'browser');
    }),
    checkAndTestTypeScript(run),
    services.then(async (built) => {
      if (!built) return;
      await runSuite(run, 'gateway-engine');
      // The suite `scripts` runs `npm start`, which builds in the folder of the engine's tests.
      await engineTests;
      await runSuite(run, 'scripts');
    }),
  ]);
  return run.summary();
});

/** @param {TestRun} run */
async function checkAndTestTypeScript(run) {
  await runChecks(run, quickChecks());
  await runSuite(run, 'unit');
}
