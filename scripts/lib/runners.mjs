// @ts-check
// How each test runner is called, so that it writes a JUnit report.
import path from 'node:path';
import { nodeModule } from './npm.mjs';
import { ROOT } from './paths.mjs';
import { findChromium } from './system.mjs';
import { reportFile } from './test-run.mjs';

/**
 * @typedef {import('./test-run.mjs').Runner} Runner
 * @typedef {import('./test-run.mjs').FailedTest} FailedTest
 */

/**
 * @param {string} suite
 * @param {string[]} args
 * @param {NodeJS.ProcessEnv} [env]
 * @returns {Runner}
 */
export function vitest(suite, args, env) {
  const report = reportFile(suite);
  return {
    command: process.execPath,
    args: [
      nodeModule('vitest/vitest.mjs'),
      'run',
      '--reporter=default',
      '--reporter=junit',
      `--outputFile.junit=${report}`,
      ...args,
    ],
    ...(env && { env }),
    report,
    again: ({ group, name }) => {
      const file = `npm test -- ${suite} ${group}`;
      // A file that fails outside of its tests is reported under its own name.
      return group.endsWith(name) ? file : `${file} -t ${quote(name.split(' > ').join(' '))}`;
    },
  };
}

/**
 * @param {string} suite
 * @param {string} program
 * @param {string} filter of GoogleTest
 * @param {NodeJS.ProcessEnv} [env]
 * @param {string} [report]
 * @returns {Runner}
 */
export function googletest(suite, program, filter, env, report = reportFile(suite)) {
  return {
    command: program,
    args: [`--gtest_output=xml:${report}`, `--gtest_filter=${filter}`],
    ...(env && { env }),
    report,
    again: (test) => `npm test -- ${suite} ${filterOf(test)}`,
  };
}

/** @param {FailedTest} test @returns {string} the filter of GoogleTest for it, quoted for a shell */
export const filterOf = ({ group, name }) => quote(`${group}.${name}`);

/**
 * @param {string} suite
 * @param {string[]} files
 * @returns {Runner}
 */
export function nodeTest(suite, files) {
  const report = reportFile(suite);
  const reporters = ['spec', 'stdout', 'junit', report];
  return {
    command: process.execPath,
    args: [
      '--test',
      // Each file starts servers; one at a time.
      '--test-concurrency=1',
      ...reporters.map((value, i) => `--test-reporter${i % 2 ? '-destination' : ''}=${value}`),
      ...files,
    ],
    report,
    again: ({ name }) => `node --test --test-name-pattern=${quote(name)} ${files.join(' ')}`,
  };
}

/**
 * @param {string} suite
 * @param {string} project of web/playwright.config.ts
 * @param {string[]} args
 * @returns {Runner}
 */
export function playwright(suite, project, args) {
  const report = reportFile(suite);
  return {
    command: process.execPath,
    args: [nodeModule('@playwright/test/cli.js'), 'test', `--project=${project}`, ...args],
    cwd: path.join(ROOT, 'web'),
    env: { PLAYWRIGHT_JUNIT_OUTPUT_FILE: report, CHROMIUM_PATH: findChromium() },
    report,
    again: ({ group, name }) => `npm test -- ${suite} ${group} -g ${quote(name.split(' › ').join(' '))}`,
  };
}

/** @param {string} text */
const quote = (text) => `'${text.replaceAll("'", `'\\''`)}'`;
