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
  await run.prepare('npm packages', () => installPackages(supervisor));
  if (suite) {
    await buildAndRun(run, suite, args);
    return run.summary();
  }

  await build(run, 'gateway');
  const web = build(run, 'web');
  const engine = build(run, 'engine');
  const engineTests = engine.then((built) => built && build(run, 'engineTests'));
  await Promise.all([
    engineTests.then(async (built) => {
      if (built) await runInOrder(run, 'engine', 'engine-postgres', 'gateway-engine');
    }),
    checkAndTestTypeScript(run).then(async () => {
      if ((await engine) && (await web)) await runInOrder(run, 'browser', 'scripts');
    }),
  ]);
  return run.summary();
});

/** @param {TestRun} run */
async function checkAndTestTypeScript(run) {
  for (const { title, command, args } of quickChecks()) await run.check(title, command, args);
  await runSuite(run, 'unit');
}
