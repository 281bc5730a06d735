// @ts-check
import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { TSC } from './build.mjs';
import { ROOT } from './paths.mjs';

/** Other versions lay some lines out differently. */
const CLANG_FORMAT_MAJOR = 14;

/**
 * The formatters, linters and type checks, each with its command.
 * @param {{fix?: boolean}} [options] `fix`: what can be repaired is, instead of told
 * @returns {{title: string, name: string, command: [string, string[]]}[]}
 */
export function checks({ fix = false } = {}) {
  const tool = (/** @type {string} */ file) => path.join(ROOT, 'node_modules', file);
  const node = process.execPath;
  const typed = [
    'contracts/tsconfig.test.json',
    'gateway/tsconfig.test.json',
    'web/tsconfig.json',
    'scripts/tsconfig.json',
  ];
  const clangFormat = findClangFormat();
  return [
    {
      title: 'Prettier',
      name: 'prettier',
      command: [node, [tool('prettier/bin/prettier.cjs'), fix ? '--write' : '--check', '.']],
    },
    {
      title: 'ESLint',
      name: 'eslint',
      command: [node, [tool('eslint/bin/eslint.js'), '--max-warnings=0', ...(fix ? ['--fix'] : []), '.']],
    },
    { title: 'TypeScript', name: 'tsc', command: [node, [TSC, '-b']] },
    ...typed
      .filter((file) => fs.existsSync(path.join(ROOT, file)))
      .map((file) => ({
        title: `TypeScript, ${file}`,
        name: `tsc-${path.dirname(file)}`,
        command: /** @type {[string, string[]]} */ ([node, [TSC, '--noEmit', '-p', file]]),
      })),
    ...(clangFormat
      ? [
          {
            title: 'clang-format',
            name: 'clang-format',
            command: /** @type {[string, string[]]} */ ([
              clangFormat,
              [...(fix ? ['-i'] : ['--dry-run', '-Werror']), ...cppFiles()],
            ]),
          },
        ]
      : []),
  ];
}

/** @returns {string | undefined} a clang-format of the version that the sources are laid out by */
function findClangFormat() {
  return [`clang-format-${CLANG_FORMAT_MAJOR}`, 'clang-format'].find((command) => {
    const { stdout } = spawnSync(command, ['--version'], { encoding: 'utf8' });
    return /version (\d+)/.exec(stdout ?? '')?.[1] === String(CLANG_FORMAT_MAJOR);
  });
}

function cppFiles() {
  return fs
    .readdirSync(path.join(ROOT, 'engine'), { recursive: true, encoding: 'utf8' })
    .filter((name) => /\.(cpp|h)$/.test(name))
    .map((name) => path.join('engine', name))
    .sort();
}
