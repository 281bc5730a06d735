// @ts-check
import { createHash } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import { ROOT, STATE } from './paths.mjs';

const NOT_INPUTS = new Set(['node_modules', 'dist', 'build', 'coverage']);

/**
 * Does a build step only when what it reads has changed since it last succeeded, or what it writes is gone.
 * @param {string} name of the step
 * @param {{inputs: string[], outputs: string[], variant?: string}} files paths from the root; an input may be a folder.
 *   `variant`: what else decides the result, such as options
 * @param {() => Promise<void>} build
 */
export async function whenChanged(name, { inputs, outputs, variant = '' }, build) {
  const file = path.join(STATE, 'built', name);
  const now = fingerprint(inputs, variant);
  const present = outputs.every((output) => fs.existsSync(path.join(ROOT, output)));
  if (present && fs.existsSync(file) && fs.readFileSync(file, 'utf8') === now) return;
  fs.rmSync(file, { force: true });
  await build();
  fs.mkdirSync(path.dirname(file), { recursive: true });
  fs.writeFileSync(file, now);
}

/**
 * @param {string[]} inputs
 * @param {string} variant
 */
function fingerprint(inputs, variant) {
  const hash = createHash('sha256').update(`${process.version} ${variant}`);
  for (const file of inputs.flatMap((input) => filesIn(path.join(ROOT, input))).sort()) {
    hash.update(`\n${path.relative(ROOT, file)}\n`).update(fs.readFileSync(file));
  }
  return hash.digest('hex');
}

/**
 * @param {string} at
 * @returns {string[]}
 */
function filesIn(at) {
  const stat = fs.statSync(at, { throwIfNoEntry: false });
  if (!stat) return [];
  if (!stat.isDirectory()) return [at];
  return fs
    .readdirSync(at)
    .filter((name) => !NOT_INPUTS.has(name) && !name.endsWith('.tsbuildinfo'))
    .flatMap((name) => filesIn(path.join(at, name)));
}
