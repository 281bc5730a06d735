// @ts-check
import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import { Failure } from './failure.mjs';
import { run } from './run.mjs';

/**
 * One thing the engine or its tests need, how to see that it is there, and the package that has it.
 * @typedef {{name: string, present: () => boolean, apt: string, dnf: string, brew: string}} Need
 */

/** @type {Need[]} */
const TO_BUILD = [
  {
    name: 'a C++20 compiler',
    present: () => compiler() !== undefined,
    apt: 'g++',
    dnf: 'gcc-c++',
    brew: 'llvm',
  },
  { name: 'cmake', present: () => works('cmake', '--version'), apt: 'cmake', dnf: 'cmake', brew: 'cmake' },
  {
    name: 'ninja',
    present: () => works('ninja', '--version'),
    apt: 'ninja-build',
    dnf: 'ninja-build',
    brew: 'ninja',
  },
  {
    name: 'pkg-config',
    present: () => works('pkg-config', '--version'),
    apt: 'pkg-config',
    dnf: 'pkgconf-pkg-config',
    brew: 'pkgconf',
  },
  {
    name: 'libpq',
    present: () => packaged('libpq >= 13'),
    apt: 'libpq-dev',
    dnf: 'libpq-devel',
    brew: 'libpq',
  },
  {
    name: 'OpenSSL',
    present: () => header('openssl/ssl.h'),
    apt: 'libssl-dev',
    dnf: 'openssl-devel',
    brew: 'openssl@3',
  },
  {
    name: 'libpqxx',
    present: () => packaged('libpqxx >= 6.4'),
    apt: 'libpqxx-dev',
    dnf: 'libpqxx-devel',
    brew: 'libpqxx',
  },
  {
    name: 'cpp-httplib',
    present: () => header('httplib.h'),
    apt: 'libcpp-httplib-dev',
    dnf: 'cpp-httplib-devel',
    brew: 'cpp-httplib',
  },
  {
    name: 'nlohmann/json',
    present: () => header('nlohmann/json.hpp'),
    apt: 'nlohmann-json3-dev',
    dnf: 'json-devel',
    brew: 'nlohmann-json',
  },
];

/** @type {Need[]} */
const TO_TEST = [
  { name: 'curl', present: () => works('curl', '--version'), apt: 'curl', dnf: 'curl', brew: 'curl' },
  { name: 'jq', present: () => works('jq', '--version'), apt: 'jq', dnf: 'jq', brew: 'jq' },
  {
    name: 'GoogleTest',
    present: () => header('gtest/gtest.h'),
    apt: 'libgtest-dev',
    dnf: 'gtest-devel',
    brew: 'googletest',
  },
  {
    name: 'clang-format',
    present: () => works('clang-format', '--version'),
    apt: 'clang-format',
    dnf: 'clang-tools-extra',
    brew: 'clang-format',
  },
  {
    name: 'Chromium',
    present: () => findChromium() !== undefined,
    apt: 'chromium',
    dnf: 'chromium',
    brew: '--cask chromium',
  },
];

/** @type {Need[]} */
const TO_FUZZ = [
  {
    name: 'clang with libFuzzer',
    present: linksFuzzer,
    apt: 'clang libclang-rt-dev',
    dnf: 'clang compiler-rt',
    brew: 'llvm',
  },
];

/** @type {Need[]} */
const TO_FAIL = [
  {
    name: 'PgBouncer',
    present: () => works('pgbouncer', '--version'),
    apt: 'pgbouncer',
    dnf: 'pgbouncer',
    brew: 'pgbouncer',
  },
  {
    name: 'openssl',
    present: () => works('openssl', 'version'),
    apt: 'openssl',
    dnf: 'openssl',
    brew: 'openssl@3',
  },
];

/** @type {Need[]} */
const TO_BENCH = [
  { name: 'curl', present: () => works('curl', '--version'), apt: 'curl', dnf: 'curl', brew: 'curl' },
  {
    name: 'psql',
    present: () => works('psql', '--version'),
    apt: 'postgresql-client',
    dnf: 'postgresql',
    brew: 'libpq',
  },
  {
    name: 'psycopg2',
    present: () => findPython() !== undefined,
    apt: 'python3-psycopg2',
    dnf: 'python3-psycopg2',
    brew: 'psycopg2',
  },
];

const NEEDS = { build: TO_BUILD, test: TO_TEST, fuzz: TO_FUZZ, faults: TO_FAIL, bench: TO_BENCH };

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

/**
 * Makes sure that what these purposes need is there: installs it as root on Debian and Ubuntu, and says elsewhere what to install.
 * @param {import('./family.mjs').Family} family
 * @param {{for: (keyof typeof NEEDS)[]}} options
 */
export async function requireToolchain(family, { for: purposes }) {
  const needs = purposes.flatMap((purpose) => NEEDS[purpose]);
  let missing = needs.filter((need) => !need.present());
  if (missing.length === 0) return;
  if (process.getuid?.() === 0 && works('apt-get', '--version')) {
    const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
    const packages = missing.flatMap((need) => need.apt.split(' '));
    await run(family, 'apt-update', 'apt-get', ['update', '-q'], { env });
    await run(
      family,
      'apt-install',
      'apt-get',
      ['install', '-q', '-y', '--no-install-recommends', ...packages],
      { env },
    );
    missing = needs.filter((need) => !need.present());
    if (missing.length === 0) return;
  }
  throw new Failure(whatToInstall(missing));
}

/** @param {Need[]} missing */
function whatToInstall(missing) {
  const lines = [
    ['Debian, Ubuntu', `sudo apt-get install ${missing.map((need) => need.apt).join(' ')}`],
    ['Fedora', `sudo dnf install ${missing.map((need) => need.dnf).join(' ')}`],
    ['macOS (Homebrew)', `brew install ${missing.map((need) => need.brew).join(' ')}`],
  ];
  const here = works('apt-get', '--version')
    ? 0
    : works('dnf', '--version')
      ? 1
      : works('brew', '--version')
        ? 2
        : undefined;
  const shown = here === undefined ? lines : [/** @type {string[]} */ (lines[here])];
  return [
    `Missing: ${missing.map((need) => need.name).join(', ')}. Install with`,
    '',
    ...shown.map(([system, command]) =>
      shown.length === 1 ? `    ${command}` : `    ${system?.padEnd(18)}${command}`,
    ),
    '',
    'and start again, or run everything in containers, without installing any of this:',
    '',
    '    docker compose up --build',
  ].join('\n');
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
function compiler() {
  const candidates = process.env['CXX'] ? [process.env['CXX']] : ['c++', 'g++', 'clang++'];
  return candidates.find((candidate) =>
    works(candidate, '-std=c++20', '-x', 'c++', '-fsyntax-only', '/dev/null'),
  );
}

/** @param {string} name */
function header(name) {
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
function packaged(requirement) {
  return (
    spawnSync('pkg-config', ['--exists', requirement], { env: buildEnvironment(), stdio: 'ignore' })
      .status === 0
  );
}

/**
 * @param {string} command
 * @param {...string} args
 */
function works(command, ...args) {
  return spawnSync(command, args, { stdio: 'ignore' }).status === 0;
}

/** Whether a program for libFuzzer links: its runtime is packaged apart from clang. */
function linksFuzzer() {
  const program = 'extern "C" int LLVMFuzzerTestOneInput(const unsigned char*, unsigned long) { return 0; }';
  const args = ['-x', 'c++', '-', '-fsanitize=fuzzer,address', '-o', '/dev/null'];
  return spawnSync('clang++', args, { input: program, stdio: ['pipe', 'ignore', 'ignore'] }).status === 0;
}
