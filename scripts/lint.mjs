// @ts-check
import { buildGateway, installPackages } from './lib/build.mjs';
import { checks } from './lib/checks.mjs';
import { launch } from './lib/launcher.mjs';
import { check } from './lib/runners.mjs';
import { Stages } from './lib/stages.mjs';

await launch(async (family) => {
  const stages = new Stages();
  await stages.stage('npm packages', () => installPackages(family));
  // What the linter knows of the contracts' types comes from their build.
  await stages.stage('Build the gateway', () => buildGateway(family));
  for (const { title, name, command } of checks({ fix: process.argv.includes('--fix') }))
    await stages.stage(title, () => check(family, name, command));
  return stages.summary();
});
