// @ts-check
// Runs a script of a package by npm, ends it, and checks that it leaves nothing behind.
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import fs from 'node:fs';
import net from 'node:net';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach } from 'node:test';
import { endGroup } from '../lib/cleanup.mjs';
import { waitUntil } from '../lib/wait.mjs';
import { isRunning, listeningPorts, processes, processTree } from './processes.mjs';

/** @typedef {{pid: number, exitCode: Promise<number | null>, output: () => string}} Start */
/** @typedef {Awaited<ReturnType<typeof ready>>} Ready */

/** The first start of a clean clone builds everything. */
const READY_WITHIN_MS = 900_000;
const STOPPED_WITHIN_MS = 15_000;

/** Each start has its own temporary folder, because other programs also change the folder of the system. @type {string} */
let temporary;
/** @type {Start[]} */
let started = [];

beforeEach(() => {
  temporary = fs.mkdtempSync(path.join(os.tmpdir(), 'rowhook-start-test-'));
  fs.chmodSync(temporary, 0o755);
});

// The children of a run lead their own process groups, so a signal to the run does not reach them.
process.once('SIGTERM', () => {
  for (const { pid } of started) endGroup(pid, 'SIGTERM');
  process.exit(1);
});

// A failed test must not disturb the next one.
afterEach(async () => {
  for (const { pid, exitCode } of started) {
    endGroup(pid, 'SIGTERM');
    await within(exitCode);
  }
  started = [];
  fs.rmSync(temporary, { recursive: true, force: true });
});

/**
 * @param {string} cwd folder of the package
 * @param {NodeJS.ProcessEnv} [env]
 * @param {string} [script] of package.json
 * @returns {Start}
 */
export function start(cwd, env = {}, script = 'start') {
  const child = spawn('npm', ['run', script], {
    cwd,
    // Since Node.js 22, npm keeps compiled code in TMPDIR for the next npm.
    env: { ...process.env, NODE_DISABLE_COMPILE_CACHE: '1', TMPDIR: temporary, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
    detached: true,
  });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => (output += chunk));
  /** @type {Promise<number | null>} */
  const exitCode = new Promise((resolve) => child.once('close', (code) => resolve(code)));
  const run = { pid: child.pid ?? -1, exitCode, output: () => output };
  started.push(run);
  return run;
}

/**
 * Waits until the run prints that it is ready.
 * @param {Start} run
 */
export async function ready(run) {
  let ended = false;
  void run.exitCode.then(() => (ended = true));
  await waitUntil(() => ended || /^ *Ready/m.test(run.output()), READY_WITHIN_MS);
  assert.ok(!ended, `npm start has ended:\n${run.output()}`);
  const tree = processTree(run.pid);
  return { ...run, tree, ports: listeningPorts(tree) };
}

/**
 * Expects that all processes and listening ports of the run have ended, and that the temporary folder is unchanged.
 * @param {Ready} run
 */
export async function assertNothingLeft({ tree, ports }) {
  // npm may exit before its children, which take some time to stop.
  await waitUntil(() => ![...tree].some(isRunning), STOPPED_WITHIN_MS);
  const left = processes().filter(({ pid }) => tree.has(pid));
  assert.deepEqual(left, [], 'processes are left');
  for (const port of ports) assert.equal(await connects(port), false, `port ${port} still listens`);
  assert.deepEqual(fs.readdirSync(temporary), [], 'temporary files are left');
  assert.deepEqual(sharedMemoryOf(tree), [], 'shared memory is left');
}

/**
 * @param {Set<number>} creators
 * @returns {string[]} System V segments (Linux only)
 */
function sharedMemoryOf(creators) {
  const table = '/proc/sysvipc/shm';
  if (!fs.existsSync(table)) return [];
  const lines = fs.readFileSync(table, 'utf8').trim().split('\n').slice(1);
  return lines.filter((line) => creators.has(Number(line.trim().split(/\s+/)[4])));
}

/** @param {number} port */
function connects(port) {
  return new Promise((resolve) => {
    const socket = net.connect(port, '127.0.0.1', () => (socket.destroy(), resolve(true)));
    socket.once('error', () => resolve(false));
  });
}

/**
 * @param {Promise<number | null>} exitCode
 * @returns {Promise<number | null | 'still running'>}
 */
export function within(exitCode) {
  const late = new Promise((resolve) => setTimeout(resolve, STOPPED_WITHIN_MS, 'still running').unref());
  return /** @type {Promise<any>} */ (Promise.race([exitCode, late]));
}

/**
 * @param {Ready} run
 * @param {RegExp} command
 */
export function findIn({ tree }, command) {
  const found = processes().find((one) => tree.has(one.pid) && command.test(one.command));
  assert.ok(found, `no process ${command}`);
  return found.pid;
}
