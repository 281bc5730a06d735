// @ts-check
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Failure } from './failure.mjs';
import { Stages } from './stages.mjs';

const counts = { passed: 2, failed: 0, skipped: 1, log: '' };

/**
 * @param {import('node:test').TestContext} t
 * @param {(() => Promise<import('./runners.mjs').Result | void>)[]} works
 */
async function run(t, ...works) {
  /** @type {string[]} */
  const printed = [];
  t.mock.method(console, 'log', (/** @type {string} */ line) => printed.push(line));
  const stages = new Stages();
  for (const work of works) await stages.stage('A stage', work);
  return { code: stages.summary(), last: printed.at(-1), printed: printed.join('\n') };
}

test('stages that all pass end with 0, and preparation counts nothing', async (t) => {
  const { code, last } = await run(
    t,
    async () => counts,
    async () => {},
  );
  assert.deepEqual({ code, last }, { code: 0, last: '\n2 passed, 0 failed' });
});

test('one failed test ends with 1, and the stages behind it run', async (t) => {
  const failing = async () => ({ ...counts, failed: 1 });
  const { code, last } = await run(t, failing, async () => counts);
  assert.deepEqual({ code, last }, { code: 1, last: '\n4 passed, 1 failed' });
});

for (const error of [new Failure('what to do'), new Error('unforeseen')]) {
  test(`a stage that throws a ${error.constructor.name} is a failure, and says why`, async (t) => {
    const broken = () => Promise.reject(error);
    const { code, last, printed } = await run(t, broken, async () => counts);
    assert.deepEqual({ code, last }, { code: 1, last: '\n2 passed, 1 failed' });
    assert.match(printed, new RegExp(error.message));
  });
}
