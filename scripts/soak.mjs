// @ts-check
import { launch } from './lib/launcher.mjs';
import { buildEngine, installPackages } from './lib/build.mjs';
import { step } from './lib/steps.mjs';
import { requireToolchain } from './lib/toolchain.mjs';

const DEFAULT_MINUTES = 15;

/** @returns {number} of `--minutes` */
function minutesAsked() {
  const at = process.argv.indexOf('--minutes');
  return at === -1 ? DEFAULT_MINUTES : Number(process.argv[at + 1]);
}

await launch(async (family) => {
  const minutes = minutesAsked();
  if (!(minutes > 0)) throw new Error('--minutes takes a number above 0');
  console.log(`\nRowhook: ${minutes} minutes of mixed load with faults\n`);
  await step('Toolchain', () => requireToolchain(family, { for: ['build'] }));
  await step('npm packages', () => installPackages(family));
  await step('Engine', () => buildEngine(family, { preset: 'release', programs: 'engine' }));
  const { soak } = await import('./faults/soak.mjs');
  const { writeSection } = await import('./lib/benchmarks-page.mjs');
  const result = await soak(family, minutes);
  console.log(`\n${result.text}\n`);
  writeSection('soak', 'Soak', result.text);
  for (const leak of result.leaks) console.error(`  Leak: ${leak}`);
  return result.leaks.length === 0 ? 0 : 1;
});
