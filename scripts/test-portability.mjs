// @ts-check
// Rowhook on other systems: in a fresh Debian with Node.js and nothing else, `npm start` from a clean clone of the last commit, then the
// engine's tests on that system's Postgres, and each file of the engine compiled on its own. All releases, or those that are named:
// npm run test:portability -- trixie
import { DebianSystem, requireDebootstrap } from './lib/debian-system.mjs';
import { main } from './lib/main.mjs';
import { UserError } from './lib/supervisor.mjs';
import { PURPOSES, requirements } from './lib/system-packages.mjs';
import { TestRun } from './lib/test-run.mjs';

/** Releases of Debian with a version of Node.js each. Testing has what the next releases of all systems will have. */
const SYSTEMS = { bookworm: '20', trixie: '22', testing: '24' };

/** The packages whose versions are printed. */
const SHOWN = [
  ...['g++', 'cmake', 'libpqxx-dev', 'libpq-dev', 'libcpp-httplib-dev', 'nlohmann-json3-dev'],
  ...['libgtest-dev', 'postgresql'],
];

/** Reveals missing includes, which unity builds and precompiled headers hide. */
const COMPILE_EACH_FILE = [
  'cmake --preset debug -DCMAKE_DISABLE_PRECOMPILE_HEADERS=ON -DROWHOOK_WARNINGS_AS_ERRORS=OFF',
  'cmake --build --preset debug --target rowhook-engine',
].join(' && ');

await main(async (supervisor) => {
  const run = new TestRun(supervisor);
  console.log('\nRowhook on other systems\n');
  requireDebootstrap();
  const named = process.argv.slice(2);
  const unknown = named.find((suite) => !Object.hasOwn(SYSTEMS, suite));
  if (unknown !== undefined)
    throw new UserError(`There is no ${unknown} here. There are: ${Object.keys(SYSTEMS).join(', ')}.`);
  for (const [release, node] of Object.entries(SYSTEMS)) {
    if (named.length > 0 && !named.includes(release)) continue;
    const system = new DebianSystem(supervisor, release);
    const prepared = await run.prepare({
      [`${release}: a fresh system`]: async () => {
        await system.make(node);
        const packages = requirements(...PURPOSES).flatMap(({ apt }) => apt.split(' '));
        await system.run('names', ['apt-get', 'install', '--simulate', ...packages]);
      },
      [`${release}: system packages`]: () => {
        const install = ['apt-get', 'install', '-q', '-y', '--no-install-recommends'];
        return system.run('packages', [...install, 'procps', 'postgresql']);
      },
    });
    if (!prepared) continue;
    const start = ['--test-name-pattern=serves the page', '--test-name-pattern=stops on Ctrl-C'];
    await run.check(
      `${release}: npm start`,
      ...system.inside(['node', '--test', ...start, 'scripts/test/start.test.mjs']),
    );
    await run.check(
      `${release}: the engine on its Postgres`,
      ...system.inside(['node', 'scripts/test-versions.mjs', 'system']),
    );
    await run.check(`${release}: each file on its own`, ...system.inside(['sh', '-c', COMPILE_EACH_FILE]));
    console.log(`    ${await versions(system)}`);
  }
  return run.summary();
});

/** @param {DebianSystem} system */
async function versions(system) {
  const [node] = await system.run('node-version', ['node', '--version']);
  const format = '--showformat=${Package} ${Version}\\n';
  const packages = await system.run('versions', ['dpkg-query', '--show', format, ...SHOWN]);
  return [`node ${node}`, ...packages].join(', ');
}
