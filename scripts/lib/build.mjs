// @ts-check
import { createHash } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import { nodeModule, TSC } from './npm.mjs';
import { ROOT, STATE } from './paths.mjs';
import { buildEnvironment, runs } from './system.mjs';

/** @typedef {import('./supervisor.mjs').Supervisor} Supervisor */
/** @typedef {'release' | 'asan-ubsan' | 'tidy'} Preset a configure preset of CMakePresets.json */

/**
 * Builds programs of the engine. Ninja decides what has to be compiled.
 * @param {Supervisor} supervisor
 * @param {Preset} preset
 * @param {string[]} targets
 */
export async function buildEngine(supervisor, preset, ...targets) {
  const env = buildEnvironment();
  await configureEngine(supervisor, preset);
  const build = ['--build', '--preset', preset, '--target', ...targets];
  await supervisor.run(`build-${preset}`, 'cmake', build, { env });
}

/**
 * Makes the build folder of a preset.
 * @param {Supervisor} supervisor
 * @param {Preset} preset
 */
export async function configureEngine(supervisor, preset) {
  const folder = path.join(ROOT, 'build', preset);
  const cache = path.join(folder, 'CMakeCache.txt');
  // CMake refuses a build folder that was configured elsewhere, as in a checkout that was moved.
  if (
    fs.existsSync(cache) &&
    !fs.readFileSync(cache, 'utf8').includes(`CMAKE_HOME_DIRECTORY:INTERNAL=${ROOT}\n`)
  )
    fs.rmSync(folder, { recursive: true });
  const launcher = `-DCMAKE_CXX_COMPILER_LAUNCHER=${runs('ccache', '--version') ? 'ccache' : ''}`;
  await supervisor.run(`cmake-${preset}`, 'cmake', ['--preset', preset, launcher], {
    env: buildEnvironment(),
  });
}

/**
 * Compiles contracts and gateway. TypeScript decides what has to be compiled.
 * @param {Supervisor} supervisor
 */
export async function buildGateway(supervisor) {
  await supervisor.run('tsc', process.execPath, [TSC, '-b']);
}

const WEB_INPUTS = [
  'package-lock.json',
  'tsconfig.base.json',
  'contracts/package.json',
  'contracts/src',
  'web/package.json',
  'web/src',
  'web/public',
  'web/index.html',
  'web/vite.config.ts',
];
const WEB_OUTPUT = 'web/dist';

/**
 * Bundles the web app, unless neither its sources nor its output have changed since the last time.
 * @param {Supervisor} supervisor
 */
export async function buildWeb(supervisor) {
  const record = path.join(STATE, 'web-build');
  const before = contentHash([...WEB_INPUTS, WEB_OUTPUT]);
  if (fs.existsSync(record) && fs.readFileSync(record, 'utf8') === before) return;
  await supervisor.run('vite-build', process.execPath, [nodeModule('vite/bin/vite.js'), 'build'], {
    cwd: path.join(ROOT, 'web'),
  });
  fs.mkdirSync(STATE, { recursive: true });
  fs.writeFileSync(record, contentHash([...WEB_INPUTS, WEB_OUTPUT]));
}

/** @param {string[]} places files and folders, from the root */
function contentHash(places) {
  const hash = createHash('sha256');
  for (const place of places) {
    for (const file of filesIn(path.join(ROOT, place))) {
      hash.update(`\n${path.relative(ROOT, file)}\n`).update(fs.readFileSync(file));
    }
  }
  return hash.digest('hex');
}

/**
 * @param {string} place
 * @returns {string[]}
 */
function filesIn(place) {
  const stat = fs.statSync(place, { throwIfNoEntry: false });
  if (!stat) return [];
  if (stat.isFile()) return [place];
  return fs
    .readdirSync(place)
    .sort()
    .flatMap((name) => filesIn(path.join(place, name)));
}
