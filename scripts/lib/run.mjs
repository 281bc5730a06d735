// @ts-check
import { Failure } from './failure.mjs';
import { lastLines } from './steps.mjs';

/** @typedef {import('./family.mjs').Family} Family */

/**
 * Runs a command to its end, its output in a log.
 * @param {Family} family
 * @param {string} name of the log
 * @param {string} command
 * @param {string[]} args
 * @param {import('./family.mjs').StartOptions} [options]
 * @throws {Failure} with the end of the log when the command fails
 */
export async function run(family, name, command, args, options = {}) {
  const child = family.start(name, command, args, { ...options, mayEnd: true });
  const how = await child.ended;
  if (how === 'exited with code 0') return;
  throw new Failure(
    `${[command, ...args].join(' ')} ${how}:\n\n${lastLines(child.log)}\n\n  Whole log: ${child.log}`,
  );
}

/**
 * How to run npm: the one that runs this script, else the one on the PATH.
 * @param {string[]} args
 * @returns {[string, string[]]}
 */
export function npm(args) {
  const cli = process.env['npm_execpath'];
  return cli?.endsWith('.js') ? [process.execPath, [cli, ...args]] : ['npm', args];
}
