// @ts-check
import { compiler, findChromium, findPython, header, linksFuzzer, packaged, works } from './probes.mjs';

/**
 * One thing the engine or its tests need, how to see that it is there, and the package that has it: `ubuntu` where it is not called as in
 * Debian, `brew` or else, for what is no formula, another `macos` command; neither is there for what macOS has.
 * @typedef {{name: string, present: () => boolean, apt: string, ubuntu?: string, dnf: string, brew?: string, macos?: string}} Need
 */

/** @type {Need[]} */
const TO_BUILD = [
  {
    name: 'a C++20 compiler',
    present: () => compiler() !== undefined,
    apt: 'g++',
    dnf: 'gcc-c++',
    macos: 'xcode-select --install',
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
  { name: 'ps', present: () => works('ps', '-A'), apt: 'procps', dnf: 'procps-ng' },
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
    ubuntu: 'chromium-browser',
    dnf: 'chromium',
    brew: 'google-chrome',
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
  {
    name: 'clang-tidy',
    present: () => works('clang-tidy', '--version'),
    apt: 'clang-tidy',
    dnf: 'clang-tools-extra',
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
    macos: 'python3 -m pip install psycopg2-binary',
  },
];

/** What each purpose needs. */
export const NEEDS = { build: TO_BUILD, test: TO_TEST, fuzz: TO_FUZZ, faults: TO_FAIL, bench: TO_BENCH };
