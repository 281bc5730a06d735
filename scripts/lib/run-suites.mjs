// @ts-check
import { withPostgres } from './postgres.mjs';
import { BUILDS, findSuite } from './suites.mjs';
import { reportFile } from './test-run.mjs';

/** @typedef {import('./test-run.mjs').TestRun} TestRun */

/**
 * @param {TestRun} run
 * @param {...import('./suites.mjs').BuildName} names
 * @returns {Promise<boolean>} whether all succeeded
 */
export function build(run, ...names) {
  const steps = names
    .map((name) => BUILDS[name])
    .map(({ title, build }) => [title, () => build(run.supervisor)]);
  return run.prepare(Object.fromEntries(steps));
}

/**
 * Builds what a suite needs, and runs it.
 * @param {TestRun} run
 * @param {string} name
 * @param {string[]} args for its runner: a file, a filter
 */
export async function buildAndRun(run, name, args) {
  if (await build(run, ...findSuite(name).builds)) await runSuite(run, name, args);
}

/**
 * Runs a suite whose programs are built.
 * @param {TestRun} run
 * @param {string} name
 * @param {string[]} [args] for its runner: a file, a filter
 */
export async function runSuite(run, name, args = []) {
  const { title, postgres, settings = [], processes = 1, runner } = findSuite(name);
  if (!postgres) return run.tests(title, runner(args, ''));
  if (processes === 1 || args.length > 0) {
    const work = (/** @type {string} */ url) => run.tests(title, runner(args, url));
    return withPostgres(run.supervisor, `postgres-${name}`, work, { settings });
  }
  const shards = Array.from({ length: processes }, (_, index) => {
    const shard = `${name}-${index + 1}`;
    const env = { GTEST_TOTAL_SHARDS: String(processes), GTEST_SHARD_INDEX: String(index) };
    return withPostgres(run.supervisor, `postgres-${shard}`, (url) => {
      const all = runner(args, url, reportFile(shard));
      return run.tests(`${title}, ${index + 1} of ${processes}`, { ...all, env: { ...all.env, ...env } });
    });
  });
  await Promise.all(shards);
}

/**
 * @param {TestRun} run
 * @param {...string} suites whose programs are built
 */
export async function runInOrder(run, ...suites) {
  for (const suite of suites) await runSuite(run, suite);
}
