// @ts-check
import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import { test } from 'node:test';
import { whenChanged } from './fingerprint.mjs';
import { ROOT, STATE } from './paths.mjs';

test('a step runs when its inputs, its options or its output changed, and only then', async () => {
  fs.mkdirSync(STATE, { recursive: true });
  const folder = fs.mkdtempSync(path.join(STATE, 'fingerprint-test-'));
  const [input, output] = [path.join(folder, 'in', 'input'), path.join(folder, 'output')];
  const name = path.basename(folder);
  let runs = 0;
  const build = (variant = '') =>
    whenChanged(
      name,
      { inputs: [path.relative(ROOT, path.dirname(input))], outputs: [path.relative(ROOT, output)], variant },
      async () => {
        runs += 1;
        fs.writeFileSync(output, '');
      },
    );
  try {
    fs.mkdirSync(path.dirname(input));
    fs.writeFileSync(input, 'one');
    await build();
    await build();
    assert.equal(runs, 1, 'nothing changed');
    fs.writeFileSync(input, 'two');
    await build();
    assert.equal(runs, 2, 'an input changed');
    fs.writeFileSync(`${input}2`, 'two');
    await build();
    assert.equal(runs, 3, 'an input was added');
    fs.rmSync(output);
    await build();
    assert.equal(runs, 4, 'the output was gone');
    await build('other options');
    assert.equal(runs, 5, 'the options changed');
    await assert.rejects(
      whenChanged(name, { inputs: [], outputs: [] }, () => Promise.reject(new Error('broken'))),
    );
    await build('other options');
    assert.equal(runs, 6, 'the last run failed');
  } finally {
    fs.rmSync(folder, { recursive: true });
    fs.rmSync(path.join(STATE, 'built', name), { force: true });
  }
});
