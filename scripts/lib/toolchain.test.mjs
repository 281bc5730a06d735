// @ts-check
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { test } from 'node:test';
import { ROOT } from './paths.mjs';

test('npm start says what to install, and the way without installing, when it may not install itself', (t) => {
  const bin = fs.mkdtempSync(path.join(os.tmpdir(), 'rowhook-toolchain-test-'));
  t.after(() => fs.rmSync(bin, { recursive: true }));
  // A machine with Node.js and ps, and nothing else: no compiler, no package manager.
  fs.symlinkSync(process.execPath, path.join(bin, 'node'));
  fs.symlinkSync('/bin/ps', path.join(bin, 'ps'));
  const { status, stderr } = spawnSync(process.execPath, ['scripts/start.mjs'], {
    cwd: ROOT,
    env: { PATH: bin, PORT: '0' },
    encoding: 'utf8',
  });
  assert.equal(status, 1);
  assert.match(
    stderr,
    /Missing: a C\+\+20 compiler, cmake, ninja, pkg-config, libpq, OpenSSL, libpqxx, cpp-httplib, nlohmann\/json/,
  );
  assert.match(
    stderr,
    /sudo apt-get install g\+\+ cmake ninja-build pkg-config libpq-dev libssl-dev libpqxx-dev libcpp-httplib-dev nlohmann-json3-dev/,
  );
  assert.match(stderr, /sudo dnf install gcc-c\+\+ /);
  assert.match(stderr, /brew install .*libpqxx/);
  assert.match(stderr, /docker compose up --build/);
});
