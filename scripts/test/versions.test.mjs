// @ts-check
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { test } from 'node:test';
import { ROOT } from '../lib/paths.mjs';

test('test:versions runs no test after a failed build', (context) => {
  const bin = fs.mkdtempSync(path.join(os.tmpdir(), 'rowhook-build-test-'));
  context.after(() => fs.rmSync(bin, { recursive: true }));
  fs.writeFileSync(path.join(bin, 'cmake'), '#!/bin/sh\n[ "$1" = --version ]\n', { mode: 0o755 });
  const { status, stdout } = spawnSync(process.execPath, ['scripts/test-versions.mjs', '18'], {
    cwd: ROOT,
    env: { ...process.env, PATH: `${bin}:${process.env['PATH']}` },
    encoding: 'utf8',
  });
  assert.equal(status, 1);
  assert.match(stdout, /FAILED {2}Build the engine and its tests/);
  assert.match(stdout, /^0 passed, 1 failed$/m);
});
