// @ts-check
import { buildEngine, installPackages } from './lib/build.mjs';
import { Failure } from './lib/failure.mjs';
import { fuzzTargets } from './lib/fuzz-targets.mjs';
import { fuzz } from './lib/fuzzing.mjs';
import { launch } from './lib/launcher.mjs';
import { Stages } from './lib/stages.mjs';
import { requireToolchain } from './lib/toolchain.mjs';

// npm run fuzz -- [target] [seconds]
const [target, seconds = '600'] = process.argv.slice(2);

await launch(async (family) => {
  const targets = fuzzTargets().filter((name) => target === undefined || name === target);
  if (targets.length === 0) {
    throw new Failure(`There is no fuzz target ${target}. There are: ${fuzzTargets().join(', ')}.`);
  }
  const stages = new Stages();
  await stages.stage('Toolchain', () => requireToolchain(family, { for: ['build', 'fuzz'] }));
  await stages.stage('npm packages', () => installPackages(family));
  await stages.stage('Build for fuzzing', () => buildEngine(family, { preset: 'fuzz', programs: 'fuzz' }));
  for (const name of targets) await stages.stage(`Fuzz ${name}`, () => fuzz(family, name, Number(seconds)));
  return stages.summary();
});
