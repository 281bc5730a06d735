// @ts-check
// A launcher that is killed outright cannot clean up. So each writes down what it started, and the next one ends
// what such a launcher left behind: processes (only those whose command line is still the one written down, since
// process ids are used again) and folders.
import fs from 'node:fs';
import path from 'node:path';
import { STATE } from './paths.mjs';
import { eventually, runningProcesses } from './process-table.mjs';
import { removeSharedMemory } from './shared-memory.mjs';

const FOLDER = path.join(STATE, 'running');

/** @typedef {{processes: {pid: number, command: string}[], folders: string[]}} Entries */

/**
 * What this process has started so far; an empty record removes the journal.
 * @param {Entries} entries
 */
export function writeJournal(entries) {
  const file = path.join(FOLDER, `${process.pid}.json`);
  if (entries.processes.length === 0 && entries.folders.length === 0) {
    fs.rmSync(file, { force: true });
    return;
  }
  fs.mkdirSync(FOLDER, { recursive: true });
  fs.writeFileSync(file, JSON.stringify(entries));
}

/**
 * Ends what launchers that no longer run left behind.
 * @returns {Promise<number>} how many processes were ended
 */
export async function sweepLeftovers() {
  let ended = 0;
  for (const name of fs.existsSync(FOLDER) ? fs.readdirSync(FOLDER) : []) {
    const running = runningProcesses();
    if (running.has(Number.parseInt(name, 10))) continue;
    const file = path.join(FOLDER, name);
    const entries = readEntries(file);
    for (const { pid, command } of entries.processes) {
      if (!running.get(pid)?.startsWith(command)) continue;
      process.kill(pid, 'SIGKILL');
      await eventually(() => !runningProcesses().has(pid), 2000);
      ended += 1;
    }
    for (const folder of entries.folders) {
      removeSharedMemory(folder);
      fs.rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
    }
    fs.rmSync(file, { force: true });
  }
  return ended;
}

/**
 * @param {string} file
 * @returns {Entries}
 */
function readEntries(file) {
  try {
    return JSON.parse(fs.readFileSync(file, 'utf8'));
  } catch {
    return { processes: [], folders: [] };
  }
}
