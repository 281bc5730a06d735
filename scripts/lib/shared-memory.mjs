// @ts-check
import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';

/**
 * Removes the System V segment of a Postgres server that was killed: nothing else does, unless a server starts on the
 * same data again. postmaster.pid names it on its seventh line (key, then id); a server that ended properly left no
 * such file.
 * @param {string} folder that holds the data directory
 */
export function removeSharedMemory(folder) {
  const file = path.join(folder, 'data', 'postmaster.pid');
  if (!fs.existsSync(file)) return;
  const id = /^\s*\d+\s+(\d+)\s*$/.exec(fs.readFileSync(file, 'utf8').split('\n')[6] ?? '')?.[1];
  if (id) spawnSync('ipcrm', ['-m', id], { stdio: 'ignore' });
}
