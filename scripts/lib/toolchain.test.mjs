// @ts-check
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { describe, test } from 'node:test';
import { NEEDS } from './needs.mjs';
import { ROOT } from './paths.mjs';
import { installCommands } from './toolchain.mjs';

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

describe('what to install', () => {
  test('has the names of each system for what the engine needs', () => {
    assert.deepEqual(installCommands(NEEDS.build), {
      Debian:
        'sudo apt-get install g++ cmake ninja-build pkg-config libpq-dev libssl-dev libpqxx-dev libcpp-httplib-dev nlohmann-json3-dev procps',
      Ubuntu:
        'sudo apt-get install g++ cmake ninja-build pkg-config libpq-dev libssl-dev libpqxx-dev libcpp-httplib-dev nlohmann-json3-dev procps',
      Fedora:
        'sudo dnf install gcc-c++ cmake ninja-build pkgconf-pkg-config libpq-devel openssl-devel libpqxx-devel cpp-httplib-devel json-devel procps-ng',
      macOS:
        'xcode-select --install && brew install cmake ninja pkgconf libpq openssl@3 libpqxx cpp-httplib nlohmann-json',
    });
  });

  test('has a browser by the name it has there', () => {
    const chromium = NEEDS.test.filter(({ name }) => name === 'Chromium');
    assert.deepEqual(installCommands(chromium), {
      Debian: 'sudo apt-get install chromium',
      Ubuntu: 'sudo apt-get install chromium-browser',
      Fedora: 'sudo dnf install chromium',
      macOS: 'brew install google-chrome',
    });
  });

  test('names no formula for what Homebrew does not have', () => {
    const psycopg2 = NEEDS.bench.filter(({ name }) => name === 'psycopg2');
    assert.equal(installCommands(psycopg2).macOS, 'python3 -m pip install psycopg2-binary');
  });
});
