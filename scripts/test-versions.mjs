// @ts-check
// The engine's tests on every supported major version of Postgres, or on those that are named: npm run test:versions -- 13 17
// With a filter of GoogleTest, only these tests: npm run test:versions -- 13 'Preview*'
// Each server comes from npm; `system` is the server of Debian's or Ubuntu's packages.
import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { buildEngine } from './lib/build.mjs';
import { main } from './lib/main.mjs';
import { installPackages, npm } from './lib/npm.mjs';
import { ENGINE_POSTGRES_TESTS, STATE } from './lib/paths.mjs';
import { withPostgres } from './lib/postgres.mjs';
import { findPostgres, findSystemPostgres, POSTGRES_PACKAGE } from './lib/postgres-programs.mjs';
import { runSuite } from './lib/run-suites.mjs';
import { filterOf, googletest } from './lib/runners.mjs';
import { requireSystemPackages } from './lib/system-packages.mjs';
import { TestRun } from './lib/test-run.mjs';

const MAJORS = ['13', '14', '15', '16', '17', '18'];

await main(async (supervisor) => {
  const run = new TestRun(supervisor);
  console.log('\nRowhook: the engine on every major version of Postgres\n');
  const prepared = await run.prepare({
    'System packages': () => requireSystemPackages(supervisor, 'build', 'googleTest'),
    'npm packages': () => installPackages(supervisor),
    'Build the engine and its tests': () =>
      buildEngine(supervisor, 'release', 'rowhook-engine', 'rowhook-tests', 'rowhook-pgtests'),
  });
  if (!prepared) return run.summary();
  const args = process.argv.slice(2);
  const named = args.filter((arg) => /^(\d+|system)$/.test(arg));
  const [filter] = args.filter((arg) => !named.includes(arg));
  if (filter === undefined) await runSuite(run, 'engine');
  for (const version of named.length > 0 ? named : MAJORS) {
    const programs =
      version === 'system' ? findSystemPostgres() : findPostgres(await installServer(supervisor, version));
    await withPostgres(
      supervisor,
      `postgres-${version}`,
      (url) => {
        const env = { TEST_DATABASE_URL: url };
        const name = `engine-postgres-${version}`;
        return run.tests(`Engine on Postgres ${version}`, {
          ...googletest(name, ENGINE_POSTGRES_TESTS, filter ?? '-Deep*', env),
          again: (test) => `npm run test:versions -- ${version} ${filterOf(test)}`,
        });
      },
      { programs },
    );
  }
  return run.summary();
});

/**
 * @param {import('./lib/supervisor.mjs').Supervisor} supervisor
 * @param {string} major
 * @returns {Promise<string>} the node_modules with that server, kept for the next run
 */
async function installServer(supervisor, major) {
  const folder = path.join(STATE, 'postgres-versions', major);
  const modules = path.join(folder, 'node_modules');
  if (fs.existsSync(path.join(modules, POSTGRES_PACKAGE))) return modules;
  fs.mkdirSync(folder, { recursive: true });
  fs.writeFileSync(path.join(folder, 'package.json'), '{"private": true}');
  const server = `${POSTGRES_PACKAGE}@${newestVersion(major)}`;
  const [command, args] = npm('install', '--no-save', '--no-audit', '--no-fund', server);
  await supervisor.run(`npm-postgres-${major}`, command, args, { cwd: folder });
  return modules;
}

/**
 * Most versions of the package are called betas, which npm's version ranges leave out.
 * @param {string} major
 */
function newestVersion(major) {
  const [command, args] = npm('view', POSTGRES_PACKAGE, 'versions', '--json', '--loglevel=error');
  /** @type {string[]} */
  const versions = JSON.parse(execFileSync(command, args, { encoding: 'utf8' }));
  const newest = versions.filter((version) => version.startsWith(`${major}.`)).at(-1);
  if (newest === undefined) throw new Error(`npm has no ${POSTGRES_PACKAGE} of version ${major}.`);
  return newest;
}
