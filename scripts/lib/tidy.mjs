// @ts-check
import fs from 'node:fs';
import path from 'node:path';
import { buildEnvironment } from './probes.mjs';
import { ROOT } from './paths.mjs';
import { run } from './run.mjs';
import { check } from './runners.mjs';

/**
 * Holds the engine's sources to .clang-tidy. Many of them are read as one, since most of the time goes into what they include.
 * @param {import('./family.mjs').Family} family
 */
export async function tidy(family) {
  const build = path.join(ROOT, 'build', 'tidy');
  await run(family, 'cmake-tidy', 'cmake', ['--preset', 'tidy'], { cwd: ROOT, env: buildEnvironment() });
  /** @type {{file: string}[]} */
  const commands = JSON.parse(fs.readFileSync(path.join(build, 'compile_commands.json'), 'utf8'));
  return check(family, 'clang-tidy', [
    'clang-tidy',
    ['--quiet', '--header-filter=/engine/src/', '-p', build, ...commands.map(({ file }) => file)],
  ]);
}
