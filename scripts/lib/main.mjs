// @ts-check
import { lastLines, Supervisor, UserError } from './supervisor.mjs';

/** `engines` of package.json, for scripts that npm does not start. All majors from 24 on. @type {Record<number, number>} */
const OLDEST_MINOR = { 20: 19, 22: 13 };

/**
 * Runs a script: stops everything it has started when it is done, fails, is stopped by a signal, loses a child, or loses the npm
 * that started it.
 * @param {(supervisor: Supervisor) => Promise<number | 'keep running'>} script returns an exit code, or 'keep running' to go on until
 *   it is stopped
 */
export async function main(script) {
  requireNode();
  const supervisor = new Supervisor();
  let ready = false;
  let finished = false;
  /** @param {number} exitCode @param {string} [message] */
  const finish = async (exitCode, message) => {
    if (finished) return;
    finished = true;
    if (message) console.error(`\n${message}\n`);
    await supervisor.stopAll();
    process.exit(exitCode);
  };

  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) {
    process.on(signal, () => {
      void finish(ready ? 0 : 130, ready ? 'Stopping.' : 'Stopped before it was ready.');
    });
  }
  // npm forwards SIGINT and SIGTERM. If npm ends in another way, its script gets no signal.
  if (process.env['npm_lifecycle_event']) {
    const npm = process.ppid;
    setInterval(() => process.ppid !== npm && void finish(1), 500).unref();
  }
  supervisor.onUnexpectedExit = ({ name, log }, how) => {
    void finish(1, `${name} ${how}. The end of its log:\n\n${lastLines(log)}`);
  };

  try {
    const result = await script(supervisor);
    if (result === 'keep running') ready = true;
    else await finish(result);
  } catch (error) {
    const { message, stack } = /** @type {Error} */ (error);
    await finish(1, error instanceof UserError ? message : stack);
  }
}

function requireNode() {
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
  if (major >= 24 || minor >= (OLDEST_MINOR[major] ?? Infinity)) return;
  console.error(`Rowhook needs Node.js 20.19, 22.13, or 24 and later. This is ${process.versions.node}.`);
  process.exit(1);
}

/**
 * Fails on another system than Linux: for scripts that read /proc or need packages that only Linux distributions have.
 * @throws {UserError}
 */
export function requireLinux() {
  if (process.platform !== 'linux') throw new UserError('This script runs on Linux only.');
}

/**
 * Runs one step and prints its title and time.
 * @template T
 * @param {string} title
 * @param {() => T | Promise<T>} work
 * @returns {Promise<T>}
 */
export async function step(title, work) {
  const start = performance.now();
  const terminal = process.stdout.isTTY;
  if (terminal) process.stdout.write(`  ${title} …`);
  let outcome = 'failed after ';
  try {
    const result = await work();
    outcome = '';
    return result;
  } finally {
    console.log(
      `${terminal ? '\r\x1b[K' : ''}  ${title.padEnd(24)}${outcome}${seconds(performance.now() - start)}`,
    );
  }
}

/** @param {number} milliseconds */
export function seconds(milliseconds) {
  return `${(milliseconds / 1000).toFixed(1)} s`;
}
