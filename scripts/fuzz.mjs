// @ts-check
// npm run fuzz -- [TARGET] [SECONDS]
import { buildEngine } from './lib/build.mjs';
import { FUZZ_TARGETS, fuzzCommand } from './lib/fuzz.mjs';
import { main } from './lib/main.mjs';
import { installPackages } from './lib/npm.mjs';
import { UserError } from './lib/supervisor.mjs';
import { requireSystemPackages } from './lib/system-packages.mjs';
import { TestRun } from './lib/test-run.mjs';

/** For a fuzzer to load its corpus and to end. */
const ALLOWANCE_S = 60;

const [target, duration = '600'] = process.argv.slice(2);

await main(async (supervisor) => {
  const targets = FUZZ_TARGETS.filter((name) => target === undefined || name === target);
  if (targets.length === 0)
    throw new UserError(`There is no fuzz target ${target}. There are: ${FUZZ_TARGETS.join(', ')}.`);
  const seconds = Number(duration);
  if (!/^[1-9]\d{0,5}$/.test(duration))
    throw new UserError(`SECONDS is "${duration}"; it takes a whole number from 1 to 999999.`);
  const run = new TestRun(supervisor);
  const prepared = await run.prepare({
    'System packages': () => requireSystemPackages(supervisor, 'build', 'sanitizers'),
    'npm packages': () => installPackages(supervisor),
    'Build for fuzzing': () =>
      buildEngine(supervisor, 'asan-ubsan', ...targets.map((name) => `fuzz-${name}`)),
  });
  if (!prepared) return run.summary();
  for (const name of targets) {
    await run.check(`Fuzz ${name}`, ...fuzzCommand(name, seconds), (seconds + ALLOWANCE_S) * 1000);
  }
  return run.summary();
});
