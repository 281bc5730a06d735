// @ts-check
import assert from 'node:assert/strict';
import path from 'node:path';
import { test } from 'node:test';
import { byFile, percentages } from './engine-coverage.mjs';
import { ROOT } from './paths.mjs';

const OURS = path.join(ROOT, 'engine', 'src', 'payload', 'cast.cpp');

/** @param {number} at @param {number} count @param {...{taken: number, throws?: boolean}} branches */
const line = (at, count, ...branches) => ({
  line_number: at,
  count,
  branches: branches.map(({ taken, throws = false }) => ({ count: taken, throw: throws })),
});

/** @param {string} file @param {...ReturnType<typeof line>} lines */
const object = (file, ...lines) => JSON.stringify({ files: [{ file, lines }] });

test('a line has run when any object that holds it ran it, and libraries do not count', () => {
  const reports = [
    object(OURS, line(1, 0), line(2, 0), line(3, 4)),
    object(OURS, line(1, 2)),
    object('/usr/include/c++/12/vector', line(1, 0)),
  ].join('\n');
  const files = byFile(`${reports}\n`);
  assert.deepEqual([...files.keys()], [OURS]);
  assert.equal(percentages([...(files.get(OURS)?.values() ?? [])]).lines, 200 / 3);
});

test('branches that only exceptions take do not count', () => {
  const files = byFile(object(OURS, line(1, 1, { taken: 1 }, { taken: 0 }, { taken: 0, throws: true })));
  assert.equal(percentages([...(files.get(OURS)?.values() ?? [])]).branches, 50);
});
