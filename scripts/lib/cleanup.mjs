// @ts-check
// Run as a program, this is the cleanup process of a supervisor. It reads from its standard input what the supervisor has started,
// one JSON object a line. The input ends when the supervisor ends, also by SIGKILL: everything that is still on the last line is then
// killed and removed.
import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

/**
 * @param {number} leader process id of the group's leader
 * @param {NodeJS.Signals} signal
 */
export function endGroup(leader, signal) {
  if (leader <= 0) return;
  try {
    process.kill(-leader, signal);
  } catch {
    // The group has already ended.
  }
}

/**
 * Removes a folder, and the System V shared memory of a Postgres server that was killed in it: line 7 of its postmaster.pid has the
 * segment's key and id. The system frees the segment once the last process of that server has ended.
 * @param {string} folder
 */
export function removeFolder(folder) {
  const file = path.join(folder, 'data', 'postmaster.pid');
  if (fs.existsSync(file)) {
    const id = /^\s*\d+\s+(\d+)\s*$/.exec(fs.readFileSync(file, 'utf8').split('\n')[6] ?? '')?.[1];
    if (id) spawnSync('ipcrm', ['-m', id], { stdio: 'ignore' });
  }
  // The helpers of a killed server write for a moment longer.
  fs.rmSync(folder, { recursive: true, force: true, maxRetries: 10 });
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => {});
  /** @type {{groups: number[], folders: string[]}} */
  let started = { groups: [], folders: [] };
  for await (const line of createInterface({ input: process.stdin })) started = JSON.parse(line);
  for (const leader of started.groups) endGroup(leader, 'SIGKILL');
  for (const folder of started.folders) removeFolder(folder);
}
