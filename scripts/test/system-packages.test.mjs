// @ts-check
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { test } from 'node:test';
import { FUZZ_TARGETS } from '../lib/fuzz.mjs';
import { ROOT } from '../lib/paths.mjs';
import { purposesOf } from '../lib/suites.mjs';
import { installCommand, requirements } from '../lib/system-packages.mjs';

/**
 * Runs a script as on a machine with Node.js and nothing else: no compiler, no package manager.
 * @param {import('node:test').TestContext} context
 * @param {string[]} command
 * @param {NodeJS.ProcessEnv} env
 */
function runWithNodeOnly(context, command, env) {
  const bin = fs.mkdtempSync(path.join(os.tmpdir(), 'rowhook-packages-test-'));
  context.after(() => fs.rmSync(bin, { recursive: true }));
  fs.symlinkSync(process.execPath, path.join(bin, 'node'));
  return spawnSync(process.execPath, command, { cwd: ROOT, env: { PATH: bin, ...env }, encoding: 'utf8' });
}

test('npm start lists missing packages and the alternative with Docker', (context) => {
  const { status, stderr } = runWithNodeOnly(context, ['scripts/start.mjs'], { PORT: '0' });
  assert.equal(status, 1);
  assert.match(
    stderr,
    /Missing: a C\+\+20 compiler, cmake, ninja, pkg-config, libpq, OpenSSL, libpqxx, libutf8proc, cpp-httplib, nlohmann\/json/,
  );
  assert.match(
    stderr,
    /Debian +sudo apt-get install g\+\+ cmake ninja-build pkg-config libpq-dev libssl-dev libpqxx-dev /,
  );
  assert.match(stderr, /Fedora +sudo dnf install gcc-c\+\+ /);
  assert.match(stderr, /brew install .*libpqxx/);
  assert.match(stderr, /docker compose up --build/);
});

test('a suite requires only its own packages', (context) => {
  const { status, stdout } = runWithNodeOnly(context, ['scripts/test.mjs', 'json-schema'], {
    JSON_SCHEMA_TEST_SUITE: '/nowhere',
  });
  assert.equal(status, 1);
  assert.match(stdout, /Missing: the JSON Schema Test Suite\. Install with/);
  const servers = requirements(...purposesOf('servers')).map(({ name }) => name);
  assert.deepEqual(
    ['cmake', 'pgbouncer', 'openssl'].filter((name) => !servers.includes(name)),
    [],
  );
});

test('npm run fuzz takes a target and a number of seconds', (context) => {
  const [target = ''] = FUZZ_TARGETS;
  for (const [args, message] of /** @type {[string[], RegExp][]} */ ([
    [['nothing'], /There is no fuzz target nothing/],
    [[target, 'abc'], /SECONDS is "abc"; it takes a whole number from 1 to 999999/],
    [[target, '0'], /SECONDS is "0"/],
    [[target, '0.5'], /SECONDS is "0.5"/],
    [[target, '5'], /Missing: /],
  ])) {
    const { status, stdout, stderr } = runWithNodeOnly(context, ['scripts/fuzz.mjs', ...args], {});
    assert.equal(status, 1);
    assert.match(stdout + stderr, message);
  }
});

test('installCommand has the package names of each system', () => {
  assert.deepEqual(
    /** @type {const} */ (['Debian', 'Ubuntu', 'Fedora', 'macOS']).map((system) =>
      installCommand(requirements('build'), system),
    ),
    [
      'sudo apt-get install g++ cmake ninja-build pkg-config libpq-dev libssl-dev libpqxx-dev libutf8proc-dev libcpp-httplib-dev nlohmann-json3-dev',
      'sudo apt-get install g++ cmake ninja-build pkg-config libpq-dev libssl-dev libpqxx-dev libutf8proc-dev libcpp-httplib-dev nlohmann-json3-dev',
      'sudo dnf install gcc-c++ cmake ninja-build pkgconf-pkg-config libpq-devel openssl-devel libpqxx-devel utf8proc-devel cpp-httplib-devel json-devel',
      'xcode-select --install && brew install cmake ninja pkgconf libpq openssl@3 libpqxx utf8proc cpp-httplib nlohmann-json',
    ],
  );
  const chromium = requirements('browser');
  assert.equal(installCommand(chromium, 'Debian'), 'sudo apt-get install chromium-headless-shell');
  assert.equal(installCommand(chromium, 'Ubuntu'), 'sudo apt-get install chromium-browser');
  assert.equal(installCommand(requirements('jsonSchema'), 'macOS'), '(not available on macOS)');
});
