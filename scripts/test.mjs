// @ts-check
// npm test                       all suites, and all checks but ESLint
// npm test -- SUITE [ARGS]       one suite, with arguments for its runner: a file, a filter
import { installPackages } from './lib/build.mjs';
import { quickChecks } from './lib/checks.mjs';
import { main } from './lib/main.mjs';
import { build, buildAndRun, runInOrder, runSuite } from './lib/suites.mjs';
import { requireSystemPackages } from './lib/system-packages.mjs';
import { TestRun } from './lib/test-run.mjs';

await main(async (supervisor) => {
  const run = new TestRun(supervisor);
  const [suite, ...args] = process.argv.slice(2);
  console.log(`\nRowhook: ${suite ? `tests of ${suite}` : 'all tests'}\n`);
  await run.prepare('System packages', () => requireSystemPackages(supervisor, 'build', 'test'));
  const install = () => run.prepare('npm packages', () => installPackages(supervisor));
  if (suite) {
    await install();
    await buildAndRun(run, suite, args);
    return run.summary();
  }

  // Compiling the engine takes longest, and needs no npm packages.
  const engine = build(run, 'engine');
  const engineTests = engine.then((built) => built && build(run, 'engineTests'));
  await install();
  await build(run, 'gateway');
  const web = build(run, 'web');
  const services = Promise.all([engine, web]).then((built) => built.every(Boolean));
  // Two lanes that keep a processor busy each, and one that mostly waits.
  await Promise.all([
    engineTests.then(async () => {
      if (await services) await runSuite(run, 'browser');
    }),
    checkAndTestTypeScript(run),
    services.then(async (built) => {
      if (built) await runSuite(run, 'gateway-engine');
      if (await engineTests) await runInOrder(run, 'engine', 'engine-postgres');
      // `npm start`, which they test, builds in the folder of the engine's tests.
      if (built) await runSuite(run, 'scripts');
    }),
  ]);
  return run.summary();
});

/** @param {TestRun} run */
async function checkAndTestTypeScript(run) {
  for (const { title, command, args } of quickChecks()) await run.check(title, command, args);
  await runSuite(run, 'unit');
}
