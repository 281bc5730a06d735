// @ts-check
import fs from 'node:fs';
import path from 'node:path';
import { seconds } from './main.mjs';
import { STATE } from './paths.mjs';
import { lastLines, UserError } from './supervisor.mjs';

/**
 * One test of a JUnit report. `group` is its class in GoogleTest, its file elsewhere.
 * @typedef {{group: string, name: string, message: string}} FailedTest
 *
 * What runs tests and writes a JUnit report to `report`.
 * @typedef {object} Runner
 * @property {string} command
 * @property {string[]} args
 * @property {NodeJS.ProcessEnv} [env] besides this process's own
 * @property {string} [cwd]
 * @property {string} report
 * @property {(test: FailedTest) => string} again the command that runs one test alone
 *
 * @typedef {{title: string, time: string, passed: number, failed: number, skipped: number}} Stage
 */

/** No stage may hang for ever; the slowest takes a third of this. */
const STAGE_TIMEOUT_MS = 20 * 60_000;

/** Runs stages, continues after failures, and prints totals. */
export class TestRun {
  /** @type {Stage[]} */
  #stages = [];
  /** @type {string[]} */
  #failures = [];

  /** @param {import('./supervisor.mjs').Supervisor} supervisor */
  constructor(supervisor) {
    this.supervisor = supervisor;
  }

  /**
   * Steps without tests, in order until one fails. Only a failure counts.
   * @param {Record<string, () => unknown>} steps by title
   * @returns {Promise<boolean>} false if one failed; tests would then run the programs of an earlier build
   */
  async prepare(steps) {
    for (const [title, work] of Object.entries(steps)) {
      const start = performance.now();
      let failed = 0;
      try {
        await work();
      } catch (error) {
        failed = 1;
        const { message, stack } = /** @type {Error} */ (error);
        this.#failures.push(`${title}\n\n${error instanceof UserError ? message : stack}`);
      }
      this.#end({ title, time: seconds(performance.now() - start), passed: 0, failed, skipped: 0 });
      if (failed) return false;
    }
    return true;
  }

  /**
   * A command whose exit code counts as one test.
   * @param {string} title also names its log
   * @param {string} command
   * @param {string[]} args
   * @param {number} [timeoutMs]
   */
  async check(title, command, args, timeoutMs) {
    const { how, log, time } = await this.#run(title, { command, args }, timeoutMs);
    const failed = how === 'exited with code 0' ? 0 : 1;
    if (failed)
      this.#failures.push(
        `${title}: ${[command, ...args].join(' ').slice(0, 300)} ${how}\n\n${lastLines(log, 60)}`,
      );
    this.#end({ title, time, passed: 1 - failed, failed, skipped: 0 });
  }

  /**
   * A check that cannot run here.
   * @param {string} title with the reason
   */
  skip(title) {
    this.#end({ title, time: '', passed: 0, failed: 0, skipped: 1 });
  }

  /**
   * A test runner.
   * @param {string} title also names its log
   * @param {Runner} runner
   */
  async tests(title, { report, again, ...command }) {
    fs.rmSync(report, { force: true });
    fs.mkdirSync(path.dirname(report), { recursive: true });
    const { how, log, time } = await this.#run(title, command);
    const { passed, skipped, failures } = await readReport(report);
    for (const test of failures)
      this.#failures.push(
        `${title}: ${test.group} ${test.name}\n\n${indent(test.message)}\n\n  Run it alone: ${again(test)}`,
      );
    // A runner can fail without a failed test: it crashed, or found nothing to run.
    const crashed = failures.length === 0 && (how !== 'exited with code 0' || passed === 0);
    if (crashed) this.#failures.push(`${title} ${how}, ${passed} tests passed\n\n${lastLines(log, 60)}`);
    this.#end({ title, time, passed, failed: failures.length + Number(crashed), skipped });
  }

  /**
   * @param {string} title
   * @param {Pick<Runner, 'command' | 'args' | 'env' | 'cwd'>} runner
   * @param {number} [timeoutMs]
   */
  async #run(title, { command, args, env, cwd }, timeoutMs = STAGE_TIMEOUT_MS) {
    const start = performance.now();
    const name = title.toLowerCase().replaceAll(/[^a-z0-9]+/g, '-');
    // Logs are read in any terminal, and compared.
    const environment = { ...process.env, NO_COLOR: '1', FORCE_COLOR: undefined, ...env };
    const child = this.supervisor.start(name, command, args, {
      ...(cwd && { cwd }),
      env: environment,
      mayExit: true,
    });
    const timer = setTimeout(() => void this.supervisor.stop(child), timeoutMs);
    const how = await child.exited;
    clearTimeout(timer);
    return { how, log: child.log, time: seconds(performance.now() - start) };
  }

  /** @param {Stage} stage */
  #end(stage) {
    this.#stages.push(stage);
    console.log(stageLine(stage));
  }

  /**
   * Prints the stages again, then each failure. The last line has the totals.
   * @returns {number} the exit code
   */
  summary() {
    const total = (/** @type {'passed' | 'failed'} */ what) =>
      this.#stages.reduce((sum, stage) => sum + stage[what], 0);
    console.log(`\nSummary\n\n${this.#stages.map(stageLine).join('\n')}`);
    for (const failure of this.#failures) console.log(`\nFAILED  ${failure}`);
    if (this.#failures.length > 0) console.log(`\nThe logs are in ${path.join(STATE, 'logs')}.`);
    console.log(`\n${total('passed')} passed, ${total('failed')} failed`);
    return total('failed') === 0 ? 0 : 1;
  }
}

/** @param {string} name @returns {string} path of a JUnit report */
export const reportFile = (name) => path.join(STATE, 'reports', `${name}.xml`);

/** @param {Stage} stage */
function stageLine({ title, time, passed, failed, skipped }) {
  const counts = [
    passed && `${passed} passed`,
    failed && `${failed} FAILED`,
    skipped && `${skipped} skipped`,
  ];
  return `  ${title.padEnd(40)}${time.padStart(8)}   ${counts.filter(Boolean).join(', ')}`.trimEnd();
}

/** @param {string} text */
const indent = (text) =>
  text
    .trim()
    .split('\n')
    .slice(0, 60)
    .map((line) => `    ${line}`)
    .join('\n');

/**
 * @param {string} file JUnit XML, as Vitest, Playwright, GoogleTest and Node.js write it; missing if the runner crashed
 * @returns {Promise<{passed: number, skipped: number, failures: FailedTest[]}>}
 */
async function readReport(file) {
  if (!fs.existsSync(file)) return { passed: 0, skipped: 0, failures: [] };
  // Not there before the npm packages are installed.
  const { XMLParser } = await import('fast-xml-parser');
  const parser = new XMLParser({
    ignoreAttributes: false,
    attributeNamePrefix: '',
    parseAttributeValue: false,
  });
  const tests = testCases(parser.parse(fs.readFileSync(file, 'utf8')));
  const failures = tests.flatMap(({ classname: group = '', name, failure, error }) => {
    const problems = [failure ?? error ?? []].flat();
    if (problems.length === 0) return [];
    const message = problems.map((one) => one['#text'] ?? one.message ?? String(one)).join('\n');
    return { group, name, message };
  });
  const skipped = tests.filter((test) => 'skipped' in test || test.result === 'suppressed').length;
  return { passed: tests.length - failures.length - skipped, skipped, failures };
}

/**
 * @param {any} node of a parsed report
 * @returns {any[]} all test cases below it
 */
function testCases(node) {
  if (typeof node !== 'object' || node === null) return [];
  return Object.entries(node).flatMap(([key, value]) =>
    key === 'testcase' ? [value].flat() : [value].flat().flatMap(testCases),
  );
}
