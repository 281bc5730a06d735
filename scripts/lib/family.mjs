// @ts-check
import { spawn } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { writeJournal } from './journal.mjs';
import { LOGS } from './paths.mjs';
import { eventually, runningProcesses } from './process-table.mjs';
import { removeSharedMemory } from './shared-memory.mjs';

/**
 * @typedef {object} StartOptions
 * @property {NodeJS.ProcessEnv} [env] the whole environment; this process's own by default
 * @property {string} [cwd]
 * @property {{uid: number, gid: number} | undefined} [owner] whom to run as; only root can
 * @property {NodeJS.Signals} [stopSignal] what asks it to end; SIGTERM by default
 * @property {(line: string) => void} [onLine] each line it prints
 * @property {string} [input] what it reads from its standard input
 * @property {boolean} [mayEnd] that it ends by itself is no crash
 *
 * @typedef {object} Child
 * @property {string} name
 * @property {number} pid
 * @property {string} log path of the file that gets its output
 * @property {Promise<string>} ended how it ended, in words
 * @property {() => boolean} running
 */

/** How long a child may take to end before it is killed. */
const STOP_WITHIN_MS = 5000;

/**
 * Everything one launcher starts: long-running children and the folders they use. Each child leads a process group
 * of its own, so that Ctrl-C in the terminal reaches the launcher alone, which then stops all in order.
 */
export class Family {
  /** @type {(Child & {stop: () => Promise<void>, command: string})[]} */
  #children = [];
  /** @type {string[]} */
  #folders = [];
  /** @type {Promise<void> | undefined} */
  #stopping;

  /** Called when a child ends that nobody asked to end. @type {(child: Child, how: string) => void} */
  onCrash = () => {};

  get stopping() {
    return this.#stopping !== undefined;
  }

  /**
   * @param {string} name also the name of its log
   * @param {string} command
   * @param {string[]} args
   * @param {StartOptions} [options]
   * @returns {Child}
   */
  start(name, command, args, options = {}) {
    if (this.stopping) throw new Error(`${name} was not started: everything is being stopped`);
    fs.mkdirSync(LOGS, { recursive: true });
    const log = path.join(LOGS, `${name}.log`);
    const out = fs.createWriteStream(log);
    const process_ = spawn(command, args, {
      cwd: options.cwd,
      env: options.env ?? process.env,
      stdio: ['pipe', 'pipe', 'pipe'],
      detached: true,
      ...options.owner,
    });
    for (const stream of [process_.stdout, process_.stderr]) {
      createInterface({ input: stream }).on('line', (line) => {
        out.write(`${line}\n`);
        options.onLine?.(line);
      });
    }

    // A child that ends before it has read everything says why in its log.
    process_.stdin.on('error', () => {});
    process_.stdin.end(options.input);

    let running = true;
    let asked = false;
    /** @type {Promise<string>} */
    const ended = new Promise((resolve) => {
      process_.once('error', (error) => resolve(error.message));
      process_.once('close', (code, signal) =>
        resolve(signal ? `was ended by ${signal}` : `exited with code ${code}`),
      );
    });
    const pid = process_.pid ?? -1;
    const child = {
      name,
      pid,
      log,
      ended,
      running: () => running,
      command: [command, ...args].join(' '),
      stop: async () => {
        asked = true;
        signalGroup(pid, options.stopSignal ?? 'SIGTERM');
        const timer = setTimeout(() => signalGroup(pid, 'SIGKILL'), STOP_WITHIN_MS);
        await ended;
        clearTimeout(timer);
      },
    };
    this.#children.push(child);
    this.#writeDown();
    void ended.then((how) => {
      running = false;
      signalGroup(pid, 'SIGKILL');
      this.#children = this.#children.filter((other) => other !== child);
      this.#writeDown();
      out.end();
      if (!asked && !options.mayEnd && !this.stopping) this.onCrash(child, how);
    });
    return child;
  }

  /**
   * Ends one child: asked first, killed when it does not listen.
   * @param {Child} child
   */
  async end(child) {
    await this.#children.find((other) => other === child)?.stop();
  }

  /**
   * A folder to remove when everything is stopped.
   * @param {string} folder
   */
  ownFolder(folder) {
    this.#folders.push(folder);
    this.#writeDown();
  }

  /** Ends all children, the youngest first, then removes the folders. Can be called again while it works. */
  stop() {
    this.#stopping ??= this.#stopAll();
    return this.#stopping;
  }

  async #stopAll() {
    for (const child of [...this.#children].reverse()) await child.stop();
    for (const folder of this.#folders) {
      // A database server that was killed leaves helpers that end by themselves moments later.
      await eventually(
        () => ![...runningProcesses().values()].some((command) => command.includes(path.basename(folder))),
        3000,
      );
      removeSharedMemory(folder);
      fs.rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
    }
    this.#folders = [];
    this.#writeDown();
  }

  #writeDown() {
    const processes = this.#children.map(({ pid, command }) => ({ pid, command }));
    writeJournal({ processes, folders: this.#folders });
  }
}

/**
 * @param {number} pid leader of the group
 * @param {NodeJS.Signals} signal
 */
function signalGroup(pid, signal) {
  if (pid <= 0) return;
  try {
    process.kill(-pid, signal);
  } catch {
    // The group has ended.
  }
}
