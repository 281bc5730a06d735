// @ts-check
import fs from 'node:fs';
import path from 'node:path';
import { ROOT } from './paths.mjs';

/** @param {string} name path of a program in node_modules */
export const nodeModule = (name) => path.join(ROOT, 'node_modules', name);

export const TSC = nodeModule('@typescript/native/bin/tsc');

/**
 * Installs the npm packages unless those of the lock file are there.
 * @param {import('./supervisor.mjs').Supervisor} supervisor
 */
export async function installPackages(supervisor) {
  if (packagesAreInstalled()) return;
  await supervisor.run('npm-ci', ...npm('ci'));
}

/**
 * @param {...string} args
 * @returns {[string, string[]]} how to run npm: the one that runs this script, otherwise the one on the PATH
 */
export function npm(...args) {
  const script = process.env['npm_execpath'];
  return script?.endsWith('.js') ? [process.execPath, [script, ...args]] : ['npm', args];
}

/** Compares the lock file with what npm wrote down when it last installed. */
function packagesAreInstalled() {
  /** @param {string} file @returns {Record<string, {version?: string, optional?: boolean}>} */
  const packagesOf = (file) => JSON.parse(fs.readFileSync(path.join(ROOT, file), 'utf8')).packages;
  if (!fs.existsSync(nodeModule('.package-lock.json'))) return false;
  const installed = packagesOf('node_modules/.package-lock.json');
  return Object.entries(packagesOf('package-lock.json')).every(([name, { version, optional }]) => {
    const found = installed[name];
    return !name.includes('node_modules') || (found ? found.version === version : optional);
  });
}
