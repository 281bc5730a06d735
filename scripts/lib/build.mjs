// @ts-check
import fs from 'node:fs';
import path from 'node:path';
import { whenChanged } from './fingerprint.mjs';
import { fuzzTargets } from './fuzz-targets.mjs';
import { ROOT } from './paths.mjs';
import { npm, run } from './run.mjs';
import { buildEnvironment } from './probes.mjs';

/** @typedef {import('./family.mjs').Family} Family */

const ENGINE_INPUTS = ['CMakeLists.txt', 'CMakePresets.json', 'engine'];
const TYPESCRIPT_INPUTS = [
  'package-lock.json',
  'tsconfig.base.json',
  'tsconfig.json',
  'contracts',
  'gateway',
];

/**
 * Installs the npm packages that the lock file names, unless they are there already.
 * @param {Family} family
 */
export async function installPackages(family) {
  const installed = fs.statSync(path.join(ROOT, 'node_modules', '.package-lock.json'), {
    throwIfNoEntry: false,
  });
  const wanted = fs.statSync(path.join(ROOT, 'package-lock.json'));
  if (installed && installed.mtimeMs >= wanted.mtimeMs) return;
  const [command, args] = npm(['ci', '--no-audit', '--no-fund']);
  await run(family, 'npm-ci', command, args, { cwd: ROOT });
}

const PROGRAMS = {
  engine: () => ['rowhook-engine'],
  tests: () => ['rowhook-engine', 'rowhook-tests', 'rowhook-pgtests'],
  fuzz: () => fuzzTargets().map((target) => `fuzz-${target}`),
};

/** @typedef {{preset: 'release' | 'coverage' | 'debug' | 'asan-ubsan' | 'fuzz', programs: keyof typeof PROGRAMS}} EngineBuild */

/**
 * @param {Family} family
 * @param {EngineBuild} build
 */
export async function buildEngine(family, { preset, programs: wanted }) {
  const folder = `build/${preset}/engine`;
  const programs = PROGRAMS[wanted]();
  const files = {
    inputs: ENGINE_INPUTS,
    outputs: programs.map((program) => `${folder}/${program}`),
    variant: programs.join(' '),
  };
  await whenChanged(`engine-${preset}-${wanted}`, files, async () => {
    const options = { cwd: ROOT, env: buildEnvironment() };
    const configure = ['--preset', preset, `-DROWHOOK_TESTS=${wanted === 'tests' ? 'ON' : 'OFF'}`];
    await run(family, `cmake-${preset}`, 'cmake', configure, options);
    await run(
      family,
      `build-${preset}`,
      'cmake',
      ['--build', '--preset', preset, '--target', ...programs],
      options,
    );
  });
}

/** @param {Family} family */
export async function buildGateway(family) {
  const files = { inputs: TYPESCRIPT_INPUTS, outputs: ['contracts/dist/index.js', 'gateway/dist/server.js'] };
  await whenChanged('gateway', files, () => run(family, 'tsc', process.execPath, [TSC, '-b'], { cwd: ROOT }));
}

/** @param {Family} family */
export async function buildWeb(family) {
  const files = {
    inputs: ['package-lock.json', 'tsconfig.base.json', 'contracts', 'web'],
    outputs: ['web/dist/index.html'],
  };
  const [command, args] = npm(['run', 'build', '--workspace', 'web']);
  await whenChanged('web', files, () => run(family, 'vite-build', command, args, { cwd: ROOT }));
}

export const TSC = path.join(ROOT, 'node_modules', 'typescript', 'bin', 'tsc');
