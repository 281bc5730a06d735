// @ts-check
import { spawn } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { endGroup, removeFolder } from './cleanup.mjs';
import { LOGS, ROOT } from './paths.mjs';

/**
 * @typedef {object} StartOptions
 * @property {NodeJS.ProcessEnv} [env] the whole environment; this process's own by default
 * @property {string} [cwd] the checkout by default
 * @property {{uid: number, gid: number} | undefined} [owner] the user to run as; only root can change it
 * @property {NodeJS.Signals} [stopSignal] SIGTERM by default
 * @property {(line: string) => void} [onLine] called for each line of output
 * @property {string} [input] text for its standard input
 * @property {boolean} [mayExit] the child ends by itself; otherwise its end is a failure
 *
 * @typedef {object} Child
 * @property {string} name
 * @property {number} pid
 * @property {string} log path of the file that receives its output
 * @property {Promise<string>} exited how it ended: `exited with code 0`, `was ended by SIGKILL`, …
 * @property {() => boolean} isRunning
 */

/** A failure that the user can act on. It is printed without a stack trace. */
export class UserError extends Error {}

/** Longer than gateway and engine wait for running requests. */
const STOP_TIMEOUT_MS = 10_000;

/**
 * Starts the child processes of one script and ends them with it. Each child leads its own process group, so that Ctrl-C in the
 * terminal reaches only the script, which then stops the children in order. If the script itself is killed, the cleanup process
 * (cleanup.mjs) kills the children and removes the temporary folders.
 */
export class Supervisor {
  /** @type {(Child & {stop: () => Promise<void>})[]} */
  #children = [];
  /** @type {string[]} */
  #folders = [];
  /** @type {Promise<void> | undefined} */
  #stopping;
  #cleanup;

  /** Called when a child ends that should have kept running. @type {(child: Child, how: string) => void} */
  onUnexpectedExit = () => {};

  constructor() {
    const script = path.join(import.meta.dirname, 'cleanup.mjs');
    this.#cleanup = spawn(process.execPath, [script], {
      stdio: ['pipe', 'ignore', 'inherit'],
      detached: true,
    });
    this.#cleanup.unref();
    /** @type {import('node:net').Socket} */ (this.#cleanup.stdin).unref();
  }

  /**
   * @param {string} name also names its log
   * @param {string} command
   * @param {string[]} args
   * @param {StartOptions} [options]
   * @returns {Child}
   */
  start(name, command, args, options = {}) {
    if (this.#stopping) throw new Error(`${name} was not started because everything is being stopped.`);
    fs.mkdirSync(LOGS, { recursive: true });
    const log = path.join(LOGS, `${name}.log`);
    const file = fs.openSync(log, 'w');
    const spawned = spawn(command, args, {
      cwd: options.cwd ?? ROOT,
      env: options.env ?? process.env,
      stdio: ['pipe', 'pipe', 'pipe'],
      detached: true,
      ...options.owner,
    });
    for (const stream of [spawned.stdout, spawned.stderr]) {
      createInterface({ input: stream }).on('line', (line) => {
        fs.writeSync(file, `${line}\n`);
        options.onLine?.(line);
      });
    }
    // A child that exits before it has read its input reports the reason in its log.
    spawned.stdin.on('error', () => {});
    spawned.stdin.end(options.input);

    let running = true;
    let stopping = false;
    /** @type {Promise<string>} */
    const exited = new Promise((resolve) => {
      spawned.once('error', (error) => resolve(error.message));
      spawned.once('close', (code, signal) =>
        resolve(signal ? `was ended by ${signal}` : `exited with code ${code}`),
      );
    });
    const pid = spawned.pid ?? -1;
    // `close` follows only after every process of the group has closed its output.
    spawned.once('exit', () => endGroup(pid, 'SIGKILL'));
    const stop = async () => {
      stopping = true;
      endGroup(pid, options.stopSignal ?? 'SIGTERM');
      const timer = setTimeout(() => endGroup(pid, 'SIGKILL'), STOP_TIMEOUT_MS);
      await exited;
      clearTimeout(timer);
    };
    const child = { name, pid, log, exited, isRunning: () => running, stop };
    this.#children.push(child);
    this.#updateCleanup();
    void exited.then((how) => {
      running = false;
      this.#children = this.#children.filter((other) => other !== child);
      this.#updateCleanup();
      fs.closeSync(file);
      if (!stopping && !options.mayExit && !this.#stopping) this.onUnexpectedExit(child, how);
    });
    return child;
  }

  /**
   * Runs a command to its end.
   * @param {string} name also names its log
   * @param {string} command
   * @param {string[]} args
   * @param {StartOptions} [options]
   * @throws {UserError} with the end of the log when the command fails
   */
  async run(name, command, args, options = {}) {
    const child = this.start(name, command, args, { ...options, mayExit: true });
    const how = await child.exited;
    if (how === 'exited with code 0') return;
    throw new UserError(
      `${[command, ...args].join(' ')} ${how}:\n\n${lastLines(child.log)}\n\n  Whole log: ${child.log}`,
    );
  }

  /**
   * Stops one child: first by its stop signal, after ten seconds by SIGKILL.
   * @param {Child} child
   */
  async stop(child) {
    await this.#children.find((other) => other === child)?.stop();
  }

  /**
   * Removes this folder when everything is stopped.
   * @param {string} folder
   */
  removeAtEnd(folder) {
    this.#folders.push(folder);
    this.#updateCleanup();
  }

  /** Stops all children, the youngest first, and removes the folders. May be called more than once. */
  stopAll() {
    this.#stopping ??= (async () => {
      for (const child of [...this.#children].reverse()) await child.stop();
      for (const folder of this.#folders) removeFolder(folder);
      this.#folders = [];
      this.#updateCleanup();
      this.#cleanup.stdin?.end();
    })();
    return this.#stopping;
  }

  #updateCleanup() {
    const groups = this.#children.map(({ pid }) => pid);
    this.#cleanup.stdin?.write(`${JSON.stringify({ groups, folders: this.#folders })}\n`);
  }
}

/**
 * @param {string} file
 * @param {number} [count]
 * @returns {string} the last lines of a log, indented
 */
export function lastLines(file, count = 30) {
  if (!fs.existsSync(file)) return '';
  const lines = fs.readFileSync(file, 'utf8').trimEnd().split('\n').slice(-count);
  return lines.map((line) => `    ${line}`).join('\n');
}
