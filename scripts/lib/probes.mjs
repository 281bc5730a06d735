// @ts-check
// What is on this machine, seen by trying it.
import { spawnSync } from 'node:child_process';
import fs from 'node:fs';

/** Where Homebrew keeps what it does not put on the usual paths. */
const HOMEBREW = ['/opt/homebrew', '/usr/local'].filter(
  (prefix) => fs.existsSync(`${prefix}/Homebrew`) || fs.existsSync(`${prefix}/Cellar`),
);

/** The environment for cmake and compilers. */
export function buildEnvironment() {
  if (HOMEBREW.length === 0) return process.env;
  /** @param {string | undefined} given @param {string[]} more */
  const joined = (given, more) => [given, ...more].filter(Boolean).join(':');
  return {
    ...process.env,
    CPATH: joined(
      process.env['CPATH'],
      HOMEBREW.map((prefix) => `${prefix}/include`),
    ),
    PKG_CONFIG_PATH: joined(
      process.env['PKG_CONFIG_PATH'],
      HOMEBREW.map((prefix) => `${prefix}/opt/libpq/lib/pkgconfig`),
    ),
  };
}

/** @returns {string | undefined} a Python that has psycopg2: the system's, where another one comes first on the PATH */
export function findPython() {
  return ['python3', '/usr/bin/python3'].find((python) => works(python, '-c', 'import psycopg2'));
}

/** @returns {string | undefined} path of a Chromium or Chrome; CHROMIUM_PATH decides when it is set */
export function findChromium() {
  const given = process.env['CHROMIUM_PATH'];
  const usual = [
    '/usr/bin/chromium',
    '/usr/bin/chromium-browser',
    '/usr/bin/google-chrome',
    '/Applications/Chromium.app/Contents/MacOS/Chromium',
    '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  ];
  return (given ? [given] : usual).find((file) => fs.existsSync(file));
}

/** @returns {string | undefined} */
export function compiler() {
  const candidates = process.env['CXX'] ? [process.env['CXX']] : ['c++', 'g++', 'clang++'];
  return candidates.find((candidate) =>
    works(candidate, '-std=c++20', '-x', 'c++', '-fsyntax-only', '/dev/null'),
  );
}

/** @param {string} name */
export function header(name) {
  const program = compiler();
  if (!program) return false;
  const source = `#if !__has_include(<${name}>)\n#error missing\n#endif\n`;
  const args = ['-std=c++20', '-x', 'c++', '-fsyntax-only', '-'];
  return (
    spawnSync(program, args, { input: source, env: buildEnvironment(), stdio: ['pipe', 'ignore', 'ignore'] })
      .status === 0
  );
}

/** @param {string} requirement in pkg-config's words */
export function packaged(requirement) {
  return (
    spawnSync('pkg-config', ['--exists', requirement], { env: buildEnvironment(), stdio: 'ignore' })
      .status === 0
  );
}

/**
 * @param {string} command
 * @param {...string} args
 */
export function works(command, ...args) {
  return spawnSync(command, args, { stdio: 'ignore' }).status === 0;
}

/** Whether a program for libFuzzer links: its runtime is packaged apart from clang. */
export function linksFuzzer() {
  const program = 'extern "C" int LLVMFuzzerTestOneInput(const unsigned char*, unsigned long) { return 0; }';
  const args = ['-x', 'c++', '-', '-fsanitize=fuzzer,address', '-o', '/dev/null'];
  return spawnSync('clang++', args, { input: program, stdio: ['pipe', 'ignore', 'ignore'] }).status === 0;
}
