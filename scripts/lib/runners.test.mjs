// @ts-check
import assert from 'node:assert/strict';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { test } from 'node:test';
import { Family } from './family.mjs';
import { check, googletest, nodeTest, readGoogletest, readJunit, readTap, readVitest } from './runners.mjs';
import { junitTitles } from './titles.mjs';

const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'rowhook-runners-'));
test.after(() => fs.rmSync(folder, { recursive: true }));

/** @param {string} name @param {string} text */
function file(name, text) {
  const at = path.join(folder, name);
  fs.writeFileSync(at, text);
  return at;
}

test('a vitest file that does not load is a failure', () => {
  const report = {
    numPassedTests: 3,
    numFailedTests: 1,
    numPendingTests: 2,
    numTodoTests: 0,
    testResults: [
      { status: 'passed', assertionResults: [{}, {}] },
      { status: 'failed', assertionResults: [{}, {}] },
      { status: 'failed', assertionResults: [] },
    ],
  };
  assert.deepEqual(readVitest(file('vitest', JSON.stringify(report))), { passed: 3, failed: 2, skipped: 2 });
});

test('a skipped or disabled GoogleTest case does not count as passed', () => {
  const testsuite = [
    { result: 'COMPLETED' },
    { result: 'COMPLETED', failures: [{}] },
    { result: 'SKIPPED' },
    { result: 'SUPPRESSED' },
  ];
  const report = JSON.stringify({ testsuites: [{ testsuite }] });
  assert.deepEqual(readGoogletest(file('gtest', report)), { passed: 1, failed: 1, skipped: 2 });
});

test('a cancelled node test is a failure', () => {
  const report = '# tests 5\n# suites 1\n# pass 2\n# fail 1\n# cancelled 1\n# skipped 1\n# todo 0\n';
  assert.deepEqual(readTap(file('tap', report)), { passed: 2, failed: 2, skipped: 1 });
});

test('a skipped browser test has not run', () => {
  const report = file(
    'junit',
    `<testsuites id="" name="" tests="3" failures="1" skipped="1" errors="0" time="1.5">
<testsuite name="a.spec.ts" tests="3" failures="1" skipped="1" time="1.5" errors="0">
<testcase name="G01 passes" classname="a.spec.ts" time="0.5">
</testcase>
<testcase name="G02 fails" classname="a.spec.ts" time="1">
<failure message="a.spec.ts:1:1 G02 fails" type="FAILURE">
</failure>
</testcase>
<testcase name="G03 is skipped" classname="a.spec.ts" time="0">
<skipped>
</skipped>
</testcase>
</testsuite>
</testsuites>`,
  );
  assert.deepEqual(readJunit(report), { passed: 1, failed: 1, skipped: 1 });
  assert.deepEqual(junitTitles(report), ['G01 passes', 'G02 fails']);
});

test('a runner without a report counted nothing', () => {
  const none = { passed: 0, failed: 0, skipped: 0 };
  for (const read of [readVitest, readGoogletest, readJunit, readTap])
    assert.deepEqual(read(path.join(folder, 'absent')), none);
});

test('a runner that ran nothing is a failure, and so is one that crashed', async () => {
  const family = new Family();
  const nothing = await googletest(family, 'test-of-runners', { program: '../../../../bin/true' });
  assert.equal(nothing.failed, 1);
  assert.match(nothing.note ?? '', /ran no test/);
  const crashed = await check(family, 'test-of-runners', ['sh', ['-c', 'kill -SEGV $$']]);
  assert.equal(crashed.failed, 1);
  await family.stop();
});

test('node tests are counted', async () => {
  const family = new Family();
  const source =
    "import {test} from 'node:test'; test('a', () => {}); test('b', () => { throw new Error('no'); });";
  const result = await nodeTest(family, 'test-of-runners', {
    files: [file('two.test.mjs', source)],
    // This very test runs under node:test, which its children would otherwise report to.
    env: { NODE_TEST_CONTEXT: undefined },
  });
  assert.deepEqual([result.passed, result.failed], [1, 1]);
  await family.stop();
});
