// @ts-check
import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { nodeModule, TSC } from './npm.mjs';
import { ROOT } from './paths.mjs';
import { CLANG_FORMAT_MAJOR, CLANG_FORMATS } from './system.mjs';

/** @typedef {{title: string, command: string, args: string[]}} Check */

/** @typedef {{skipped: string}} Skipped a check that cannot run on this machine, with the reason */

/**
 * @param {import('./test-run.mjs').TestRun} run
 * @param {(Check | Skipped)[]} checks
 */
export async function runChecks(run, checks) {
  for (const check of checks) {
    if ('skipped' in check) run.skip(check.skipped);
    else await run.check(check.title, check.command, check.args);
  }
}

/**
 * Prettier, and ESLint with type information. They take longer than all other checks together.
 * @param {{fix?: boolean}} [options] `fix`: repair what can be repaired
 * @returns {Check[]}
 */
export function slowChecks({ fix = false } = {}) {
  return [
    {
      title: 'Prettier',
      command: process.execPath,
      args: [nodeModule('prettier/bin/prettier.cjs'), fix ? '--write' : '--check', '.'],
    },
    {
      title: 'ESLint',
      command: process.execPath,
      args: [nodeModule('eslint/bin/eslint.js'), '--max-warnings=0', ...(fix ? ['--fix'] : []), '.'],
    },
  ];
}

/**
 * Type checks, rules about imports, and clang-format.
 * @param {{fix?: boolean}} [options] `fix`: repair what can be repaired
 * @returns {(Check | Skipped)[]}
 */
export function quickChecks({ fix = false } = {}) {
  const node = process.execPath;
  const projects = [
    'contracts/tsconfig.test.json',
    'gateway/tsconfig.test.json',
    'web/tsconfig.json',
    'scripts/tsconfig.json',
  ];
  const clangFormat = findClangFormat();
  return [
    {
      title: 'Imports',
      command: node,
      args: [
        nodeModule('dependency-cruiser/bin/dependency-cruise.mjs'),
        '--config',
        '.dependency-cruiser.js',
        'contracts/src',
        'gateway/src',
        'web/src',
        'scripts',
      ],
    },
    ...projects.map((project) => ({
      title: `Types of ${path.dirname(project)}`,
      command: node,
      args: [TSC, '-p', project],
    })),
    clangFormat === undefined
      ? { skipped: `clang-format ${CLANG_FORMAT_MAJOR} is not installed` }
      : {
          title: 'clang-format',
          command: clangFormat,
          args: [...(fix ? ['-i'] : ['--dry-run', '-Werror']), ...cppFiles()],
        },
  ];
}

/** @returns {string | undefined} a clang-format of the pinned version */
function findClangFormat() {
  return CLANG_FORMATS.find((command) => {
    const { stdout } = spawnSync(command, ['--version'], { encoding: 'utf8' });
    return /version (\d+)/.exec(stdout ?? '')?.[1] === String(CLANG_FORMAT_MAJOR);
  });
}

function cppFiles() {
  return fs
    .readdirSync(path.join(ROOT, 'engine'), { recursive: true, encoding: 'utf8' })
    .filter((name) => /\.(cpp|h)$/.test(name))
    .map((name) => path.join('engine', name));
}
