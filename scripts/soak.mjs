// @ts-check
import { parseArgs } from 'node:util';
import { writeSection } from './lib/benchmarks-page.mjs';
import { buildEngine, installPackages } from './lib/build.mjs';
import { Failure } from './lib/failure.mjs';
import { launch } from './lib/launcher.mjs';
import { step } from './lib/steps.mjs';
import { requireToolchain } from './lib/toolchain.mjs';

// npm run soak -- [--minutes 15]
const { values } = parseArgs({ options: { minutes: { type: 'string', default: '15' } } });

await launch(async (family) => {
  const minutes = Number(values.minutes);
  if (!(minutes > 0)) throw new Failure('--minutes takes a number above 0');
  console.log(`\nRowhook: ${minutes} minutes of mixed load with faults\n`);
  await step('Toolchain', () => requireToolchain(family, { for: ['build'] }));
  await step('npm packages', () => installPackages(family));
  await step('Engine', () => buildEngine(family, { preset: 'release', programs: 'engine' }));
  // Needs packages of npm.
  const { soak } = await import('./faults/soak.mjs');
  const result = await soak(family, minutes);
  console.log(`\n${result.text}\n`);
  writeSection('soak', 'Soak', result.text);
  for (const leak of result.leaks) console.error(`  Leak: ${leak}`);
  return result.leaks.length === 0 ? 0 : 1;
});
