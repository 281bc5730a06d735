// @ts-check
// The titles of the tests that ran, out of each test runner's own report. A skipped test has not run.
import fs from 'node:fs';

/** @param {string} file */
const textOf = (file) => (fs.existsSync(file) ? fs.readFileSync(file, 'utf8') : '');

/**
 * @param {string} file
 * @returns {string[]}
 */
export function vitestTitles(file) {
  /** @type {{testResults?: {assertionResults: {fullName: string, status: string}[]}[]}} */
  const { testResults = [] } = JSON.parse(textOf(file) || '{}');
  return testResults
    .flatMap(({ assertionResults }) => assertionResults)
    .filter(({ status }) => status === 'passed' || status === 'failed')
    .map(({ fullName }) => fullName);
}

/**
 * @param {string} file
 * @returns {string[]}
 */
export function googletestTitles(file) {
  /** @type {{testsuites?: {name: string, testsuite: {name: string, result: string}[]}[]}} */
  const { testsuites = [] } = JSON.parse(textOf(file) || '{}');
  return testsuites.flatMap((suite) =>
    suite.testsuite.filter(({ result }) => result === 'COMPLETED').map(({ name }) => `${suite.name}.${name}`),
  );
}

/**
 * @param {string} file
 * @returns {string[]}
 */
export function junitTitles(file) {
  return [...textOf(file).matchAll(/<testcase name="([^"]*)"[^>]*>\s*(<skipped)?/g)]
    .filter(([, , skipped]) => skipped === undefined)
    .map(([, title = '']) => title);
}

/**
 * @param {string} file
 * @returns {string[]}
 */
export function tapTitles(file) {
  return [...textOf(file).matchAll(/^ *(?:not )?ok \d+ - (.*)$/gm)]
    .map((match) => match[1] ?? '')
    .filter((title) => !/ # (SKIP|TODO)/.test(title));
}
