// @ts-check
// Rowhook on other systems than this one: in a fresh Debian each, with Node.js and nothing else, npm start from a clean clone of the last
// commit, then the engine's tests on that system's own Postgres. All releases, or those that are named:
// npm run test:portability -- trixie
import { DebianSystem, requireDebootstrap } from './lib/debian-system.mjs';
import { Failure } from './lib/failure.mjs';
import { launch } from './lib/launcher.mjs';
import { counted, readGoogletest, readTap, tapReport } from './lib/runners.mjs';
import { Stages } from './lib/stages.mjs';
import { debianPackages } from './lib/toolchain.mjs';

/** Releases of Debian, each with the version of Node.js to try there. Testing has what the next releases of all systems will have. */
const SYSTEMS = { bookworm: '20', trixie: '22', testing: '24' };

/** What tells the systems apart. */
const SHOWN = [
  ...['g++', 'cmake', 'libpqxx-dev', 'libpq-dev', 'libcpp-httplib-dev', 'nlohmann-json3-dev'],
  ...['libgtest-dev', 'postgresql'],
];

/** A first start installs the toolchain and builds everything. */
const WITHIN_MS = 20 * 60_000;

await launch(async (family) => {
  const stages = new Stages();
  console.log('\nRowhook on other systems\n');
  requireDebootstrap();
  const named = process.argv.slice(2);
  const unknown = named.find((suite) => !Object.hasOwn(SYSTEMS, suite));
  if (unknown !== undefined) {
    throw new Failure(`There is no ${unknown} here. There are: ${Object.keys(SYSTEMS).join(', ')}.`);
  }
  for (const [suite, node] of Object.entries(SYSTEMS)) {
    if (named.length > 0 && !named.includes(suite)) continue;
    const system = new DebianSystem(family, suite);
    let made = false;
    await stages.stage(`${suite}: a fresh system`, async () => {
      await system.make(node);
      await system.run('names', ['apt-get', 'install', '--simulate', ...debianPackages()]);
      made = true;
    });
    if (!made) continue;
    await stages.stage(`${suite}: npm start`, () => npmStart(system));
    await stages.stage(`${suite}: the engine on its own Postgres`, () => engineTests(system));
    console.log(`    ${await versions(system)}`);
  }
  return stages.summary();
});

/**
 * From nothing to the page and back: the first of these tests installs the toolchain.
 * @param {DebianSystem} system
 */
function npmStart(system) {
  const tests = ['serves the page', 'leaves nothing after Ctrl-C'].map(
    (name) => `--test-name-pattern=${name}`,
  );
  const command = ['node', '--test', ...tests, ...tapReport('start.tap'), 'scripts/start.test.mjs'];
  return counted(
    system.family,
    `${system.suite}-npm-start`,
    system.inside(command),
    { withinMs: WITHIN_MS },
    () => readTap(system.file('start.tap')),
  );
}

/** @param {DebianSystem} system */
async function engineTests(system) {
  await system.run('postgresql', ['apt-get', 'install', '-q', '-y', '--no-install-recommends', 'postgresql']);
  const command = system.inside(['node', 'scripts/test-versions.mjs', 'system']);
  return counted(system.family, `${system.suite}-engine`, command, { withinMs: WITHIN_MS }, () => {
    const counts = ['engine-tests', 'engine-pgtests-system'].map((name) =>
      readGoogletest(system.file(`.rowhook/reports/${name}`)),
    );
    /** @param {'passed' | 'failed' | 'skipped'} what */
    const sum = (what) => counts.reduce((total, one) => total + one[what], 0);
    return { passed: sum('passed'), failed: sum('failed'), skipped: sum('skipped') };
  });
}

/** @param {DebianSystem} system */
async function versions(system) {
  const [node] = await system.run('node-version', ['node', '--version']);
  const packages = await system.run('versions', [
    'dpkg-query',
    '--show',
    '--showformat=${Package} ${Version}\\n',
    ...SHOWN,
  ]);
  return [`node ${node}`, ...packages].join(', ');
}
