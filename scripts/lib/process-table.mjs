// @ts-check
import { execFileSync } from 'node:child_process';
import { setTimeout as sleep } from 'node:timers/promises';

/**
 * Command lines of all running processes by process id. Zombies are left out: they run nothing and hold nothing.
 * @returns {Map<number, string>}
 */
export function runningProcesses() {
  const lines = execFileSync('ps', ['-A', '-ww', '-o', 'pid=,stat=,command='], {
    encoding: 'utf8',
    maxBuffer: 64 * 1024 * 1024,
  }).split('\n');
  const found = new Map();
  for (const line of lines) {
    const [, pid, state, command] = /^\s*(\d+)\s+(\S+)\s+(.*)$/.exec(line) ?? [];
    if (pid && !state?.startsWith('Z')) found.set(Number(pid), command);
  }
  return found;
}

/**
 * Waits until `condition` holds, looking every 20 ms.
 * @param {() => boolean} condition
 * @param {number} withinMs
 * @returns {Promise<boolean>} false when the time ran out
 */
export async function eventually(condition, withinMs) {
  const deadline = Date.now() + withinMs;
  while (!condition()) {
    if (Date.now() > deadline) return false;
    await sleep(20);
  }
  return true;
}
