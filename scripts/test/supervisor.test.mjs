// @ts-check
import assert from 'node:assert/strict';
import path from 'node:path';
import { describe, test } from 'node:test';
import { endGroup } from '../lib/cleanup.mjs';
import { assertNothingLeft, findIn, ready, start, within } from './npm-script.mjs';

const readyScript = () => ready(start(path.join(import.meta.dirname, 'supervised')));

describe('a script that npm has started', () => {
  for (const [how, stop] of /** @type {[string, (pid: number) => void][]} */ ([
    ['SIGINT to npm', (pid) => process.kill(pid, 'SIGINT')],
    ['a closed terminal', (pid) => endGroup(pid, 'SIGHUP')],
    ['npm killed', (pid) => process.kill(pid, 'SIGKILL')],
  ])) {
    test(`leaves nothing after ${how}`, async () => {
      const run = await readyScript();
      stop(run.pid);
      assert.notEqual(await within(run.exitCode), 'still running');
      await assertNothingLeft(run);
    });
  }

  test('stops, prints the reason and leaves nothing when a child is killed', async () => {
    const run = await readyScript();
    process.kill(findIn(run, /^sh -c sleep/), 'SIGKILL');
    assert.equal(await within(run.exitCode), 1);
    assert.match(run.output(), /supervised-first was ended by SIGKILL/);
    await assertNothingLeft(run);
  });
});
