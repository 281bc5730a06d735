// @ts-check
// Detects what this machine has by trying it.
import { spawnSync } from 'node:child_process';
import fs from 'node:fs';

/** The folder of the JSON Schema Test Suite. Debian's json-schema-test-suite ends at draft 7; this package has the later drafts too. */
export const JSON_SCHEMA_TEST_SUITE =
  process.env['JSON_SCHEMA_TEST_SUITE'] ??
  '/usr/share/perl5/auto/share/dist/Test-JSON-Schema-Acceptance/tests';

/** Other versions of clang-format lay out some lines differently. */
export const CLANG_FORMAT_MAJOR = 14;
export const CLANG_FORMATS = [`clang-format-${CLANG_FORMAT_MAJOR}`, 'clang-format'];

/** Homebrew's folder for packages that are not on the usual paths. */
const HOMEBREW = ['/opt/homebrew', '/usr/local'].filter(
  (prefix) => fs.existsSync(`${prefix}/Homebrew`) || fs.existsSync(`${prefix}/Cellar`),
);

/**
 * @param {string} command
 * @param {...string} args
 * @returns {boolean} whether it exits with 0
 */
export function runs(command, ...args) {
  return spawnSync(command, args, { stdio: 'ignore' }).status === 0;
}

/** The environment for cmake and compilers. */
export function buildEnvironment() {
  /** @param {string} variable @param {string} folder */
  const withHomebrew = (variable, folder) => {
    const paths = [process.env[variable], ...HOMEBREW.map((prefix) => `${prefix}/${folder}`)].filter(Boolean);
    return paths.length > 0 ? { [variable]: paths.join(':') } : {};
  };
  return {
    ...process.env,
    ...withHomebrew('CPATH', 'include'),
    ...withHomebrew('PKG_CONFIG_PATH', 'opt/libpq/lib/pkgconfig'),
  };
}

/** @returns {string | undefined} a Python with psycopg2 and jsonschema; the system's own if the first on the PATH lacks it */
export function findPython() {
  return ['python3', '/usr/bin/python3'].find((python) => runs(python, '-c', 'import jsonschema, psycopg2'));
}

/**
 * @returns {string | undefined} path of a Chromium or Chrome; CHROMIUM_PATH wins. The headless shell comes first, because it needs a
 *   third less CPU time.
 */
export function findChromium() {
  const usual = [
    '/usr/bin/chromium-headless-shell',
    '/usr/bin/chromium',
    '/usr/bin/chromium-browser',
    '/usr/bin/google-chrome',
    '/Applications/Chromium.app/Contents/MacOS/Chromium',
    '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  ];
  const given = process.env['CHROMIUM_PATH'];
  return (given ? [given] : usual).find((file) => fs.existsSync(file));
}

/** @type {string | undefined} */
let compiler;

/** @returns {string | undefined} a compiler that takes C++20; CXX wins */
export function findCompiler() {
  const given = process.env['CXX'];
  compiler ??= (given ? [given] : ['c++', 'g++', 'clang++']).find((name) =>
    runs(name, '-std=c++20', '-x', 'c++', '-fsyntax-only', '/dev/null'),
  );
  return compiler;
}

/** @param {string} name as in `#include <name>` */
export function hasHeader(name) {
  const found = findCompiler();
  if (!found) return false;
  const input = `#if !__has_include(<${name}>)\n#error missing\n#endif\n`;
  const args = ['-std=c++20', '-x', 'c++', '-fsyntax-only', '-'];
  return spawnSync(found, args, { input, env: buildEnvironment() }).status === 0;
}
