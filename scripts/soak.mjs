// @ts-check
import { parseArgs } from 'node:util';
import { writeSection } from './lib/benchmarks-page.mjs';
import { buildEngine, buildGateway } from './lib/build.mjs';
import { installPackages } from './lib/npm.mjs';
import { UserError } from './lib/supervisor.mjs';
import { main, requireLinux, step } from './lib/main.mjs';
import { requireSystemPackages } from './lib/system-packages.mjs';

/** The figures of a shorter run would replace more reliable ones. */
const WRITTEN_MINUTES = 15;

// npm run soak -- [--minutes 15]
const { values } = parseArgs({ options: { minutes: { type: 'string', default: '15' } } });

await main(async (supervisor) => {
  requireLinux();
  const minutes = Number(values.minutes);
  if (!(minutes > 0)) throw new UserError('--minutes takes a number above 0');
  console.log(`\nRowhook: ${minutes} minutes of mixed load with faults and attacks\n`);
  await step('System packages', () => requireSystemPackages(supervisor, 'build'));
  await step('npm packages', () => installPackages(supervisor));
  await step('Engine', () => buildEngine(supervisor, 'release', 'rowhook-engine'));
  await step('Gateway', () => buildGateway(supervisor));
  // Needs packages of npm.
  const { soak } = await import('./soak/soak.mjs');
  const result = await soak(supervisor, minutes);
  console.log(`\n${result.text}\n`);
  if (minutes >= WRITTEN_MINUTES && result.leaks.length === 0) writeSection('soak', 'Soak', result.text);
  for (const leak of result.leaks) console.error(`  Leak: ${leak}`);
  return result.leaks.length === 0 ? 0 : 1;
});
