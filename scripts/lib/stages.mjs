// @ts-check
import { Failure } from './failure.mjs';
import { lastLines, seconds } from './steps.mjs';

/** @typedef {import('./runners.mjs').Result} Result */

/** Runs stages one after another, whatever becomes of each, and adds up what they counted. */
export class Stages {
  /** @type {{title: string, result: Result, took: string}[]} */
  #done = [];

  /**
   * @param {string} title
   * @param {() => Promise<Result | void>} work preparation (which counts only when it fails) or a test runner
   */
  async stage(title, work) {
    const began = performance.now();
    /** @type {Result} */
    let result;
    try {
      result = (await work()) ?? { passed: 0, failed: 0, skipped: 0, log: '' };
    } catch (error) {
      const note = error instanceof Failure ? error.message : String(/** @type {Error} */ (error).stack);
      result = { passed: 0, failed: 1, skipped: 0, log: '', note };
    }
    const took = seconds(performance.now() - began);
    this.#done.push({ title, result, took });
    console.log(line(title, result, took));
    if (result.failed > 0) {
      if (result.note) console.log(`\n    ${result.note}\n`);
      if (result.log) console.log(`${lastLines(result.log, 80)}\n\n    Whole log: ${result.log}\n`);
    }
  }

  /**
   * Prints the summary, with how much of each part has run where that was counted; its last line is the totals alone.
   * @returns {number} the exit code
   */
  summary() {
    console.log('\nSummary\n');
    for (const { title, result, took } of this.#done) console.log(line(title, result, took));
    const covered = this.#done.flatMap(({ title, result: { coverage } }) =>
      coverage ? [coverageLine(title, coverage)] : [],
    );
    if (covered.length > 0) console.log(['\nCoverage\n', ...covered].join('\n'));
    /** @param {'passed' | 'failed'} what */
    const total = (what) => this.#done.reduce((sum, { result }) => sum + result[what], 0);
    console.log(`\n${total('passed')} passed, ${total('failed')} failed`);
    return total('failed') === 0 ? 0 : 1;
  }
}

/**
 * @param {string} title
 * @param {Result} result
 * @param {string} took
 */
function line(title, { passed, failed, skipped }, took) {
  const parts = [
    passed && `${passed} passed`,
    failed && `${failed} FAILED`,
    skipped && `${skipped} skipped`,
  ].filter(Boolean);
  return `  ${title.padEnd(40)}${took.padStart(8)}   ${parts.join(', ')}`.trimEnd();
}

/**
 * @param {string} title
 * @param {import('./coverage.mjs').Coverage} coverage
 */
function coverageLine(title, { lines, branches }) {
  /** @param {number} figure */
  const percent = (figure) => `${figure.toFixed(1).padStart(5)} %`;
  return `  ${title.padEnd(40)}lines ${percent(lines)}   branches ${percent(branches)}`;
}
