// @ts-check
// The system packages for building, testing and measuring: how to detect each one, and its name on each system.
import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import {
  buildEnvironment,
  CLANG_FORMATS,
  findChromium,
  findCompiler,
  findPython,
  hasHeader,
  JSON_SCHEMA_TEST_SUITE,
  runs,
} from './system.mjs';
import { UserError } from './supervisor.mjs';

/**
 * `apt` is the name in Debian; `ubuntu` only where it differs. `macos` is the install command for what Homebrew lacks. A
 * requirement without `brew` and `macos` is a part of macOS, or only Linux scripts need it.
 * @typedef {{name: string, isInstalled: () => boolean, apt: string, ubuntu?: string, dnf: string, brew?: string, macos?: string}} Requirement
 */

/** @type {(name: string, isInstalled: () => boolean, apt: string, dnf: string, brew?: string) => Requirement} */
const requirement = (name, isInstalled, apt, dnf, brew) => ({
  name,
  isInstalled,
  apt,
  dnf,
  ...(brew && { brew }),
});

/** @type {(command: string, apt: string, dnf: string, brew?: string, flag?: string) => Requirement} */
const program = (command, apt, dnf, brew, flag = '--version') =>
  requirement(command, () => runs(command, flag), apt, dnf, brew);

/** @type {(name: string, file: string, apt: string, dnf: string, brew: string) => Requirement} */
const header = (name, file, apt, dnf, brew) => requirement(name, () => hasHeader(file), apt, dnf, brew);

/** @type {(name: string, minimum: string, apt: string, dnf: string, brew: string) => Requirement} */
const library = (name, minimum, apt, dnf, brew) => {
  const isInstalled = () =>
    spawnSync('pkg-config', ['--exists', `${name} >= ${minimum}`], { env: buildEnvironment() }).status === 0;
  return requirement(name, isInstalled, apt, dnf, brew);
};

const CURL = program('curl', 'curl', 'curl', 'curl');

/** The packages for each purpose. */
const REQUIREMENTS = {
  build: [
    {
      ...requirement('a C++20 compiler', () => findCompiler() !== undefined, 'g++', 'gcc-c++'),
      macos: 'xcode-select --install',
    },
    program('cmake', 'cmake', 'cmake', 'cmake'),
    program('ninja', 'ninja-build', 'ninja-build', 'ninja'),
    program('pkg-config', 'pkg-config', 'pkgconf-pkg-config', 'pkgconf'),
    library('libpq', '13', 'libpq-dev', 'libpq-devel', 'libpq'),
    header('OpenSSL', 'openssl/ssl.h', 'libssl-dev', 'openssl-devel', 'openssl@3'),
    library('libpqxx', '6.4', 'libpqxx-dev', 'libpqxx-devel', 'libpqxx'),
    library('libutf8proc', '2.1', 'libutf8proc-dev', 'utf8proc-devel', 'utf8proc'),
    header('cpp-httplib', 'httplib.h', 'libcpp-httplib-dev', 'cpp-httplib-devel', 'cpp-httplib'),
    header('nlohmann/json', 'nlohmann/json.hpp', 'nlohmann-json3-dev', 'json-devel', 'nlohmann-json'),
  ],
  format: [
    requirement(
      'clang-format',
      () => CLANG_FORMATS.some((command) => runs(command, '--version')),
      'clang-format',
      'clang-tools-extra',
      'clang-format',
    ),
  ],
  googleTest: [header('GoogleTest', 'gtest/gtest.h', 'libgtest-dev', 'gtest-devel', 'googletest')],
  /** The export commands of the documentation and of the page, and other clients of an export. */
  exportClients: [CURL, program('jq', 'jq', 'jq', 'jq'), program('python3', 'python3', 'python3', 'python')],
  certificates: [program('openssl', 'openssl', 'openssl', 'openssl@3', 'version')],
  processes: [program('ps', 'procps', 'procps-ng', undefined, '-A')],
  browser: [
    {
      ...requirement(
        'Chromium',
        () => findChromium() !== undefined,
        'chromium-headless-shell',
        'chromium',
        'google-chrome',
      ),
      ubuntu: 'chromium-browser',
    },
  ],
  pooler: [program('pgbouncer', 'pgbouncer', 'pgbouncer', 'pgbouncer')],
  sanitizers: [
    requirement('clang with libFuzzer', linksFuzzer, 'clang libclang-rt-dev', 'clang compiler-rt', 'llvm'),
  ],
  analysis: [
    program('clang-tidy', 'clang-tidy', 'clang-tools-extra'),
    program('gcovr', 'gcovr', 'gcovr'),
    program('llvm-cov', 'llvm', 'llvm'),
  ],
  jsonSchema: [
    requirement(
      'the JSON Schema Test Suite',
      () => fs.existsSync(JSON_SCHEMA_TEST_SUITE),
      'libtest-json-schema-acceptance-perl',
      'perl-Test-JSON-Schema-Acceptance',
    ),
  ],
  bench: [
    CURL,
    program('psql', 'postgresql-client', 'postgresql'),
    requirement(
      'psycopg2 and jsonschema',
      () => findPython() !== undefined,
      'python3-psycopg2 python3-jsonschema',
      'python3-psycopg2 python3-jsonschema',
    ),
  ],
};

/** @typedef {keyof typeof REQUIREMENTS} Purpose */

export const PURPOSES = /** @type {Purpose[]} */ (Object.keys(REQUIREMENTS));

/** libFuzzer's runtime has its own package, so it is detected by linking a program. */
function linksFuzzer() {
  const source = 'extern "C" int LLVMFuzzerTestOneInput(const unsigned char*, unsigned long) { return 0; }';
  const args = ['-x', 'c++', '-', '-fsanitize=fuzzer,address', '-o', '/dev/null'];
  return spawnSync('clang++', args, { input: source }).status === 0;
}

/**
 * As root on Debian and Ubuntu, installs the missing packages and says so first. Elsewhere it fails with the command that installs
 * them.
 * @param {import('./supervisor.mjs').Supervisor} supervisor
 * @param {Purpose[]} purposes
 */
export async function requireSystemPackages(supervisor, ...purposes) {
  const isMissing = (/** @type {Requirement} */ { isInstalled }) => !isInstalled();
  const missing = requirements(...purposes).filter(isMissing);
  if (missing.length === 0) return;
  if (process.getuid?.() === 0 && runs('apt-get', '--version')) {
    const packages = packageNames(missing, system());
    console.log(`  Installing ${packages.join(' ')}`);
    const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
    const install = ['install', '-q', '-y', '--no-install-recommends', ...packages];
    await supervisor.run('apt-update', 'apt-get', ['update', '-q'], { env });
    await supervisor.run('apt-install', 'apt-get', install, { env });
  }
  const stillMissing = missing.filter(isMissing);
  if (stillMissing.length > 0) throw new UserError(howToInstall(stillMissing, system()));
}

/** @typedef {'Debian' | 'Ubuntu' | 'Fedora' | 'macOS'} System */

/** @returns {System | undefined} the system whose package names apply here */
function system() {
  if (runs('apt-get', '--version')) {
    const release = fs.existsSync('/etc/os-release') ? fs.readFileSync('/etc/os-release', 'utf8') : '';
    return /^ID=ubuntu$/m.test(release) ? 'Ubuntu' : 'Debian';
  }
  if (runs('dnf', '--version')) return 'Fedora';
  return process.platform === 'darwin' ? 'macOS' : undefined;
}

/**
 * @param {Requirement[]} requirements
 * @param {System | undefined} on
 * @returns {string[]}
 */
function packageNames(requirements, on) {
  const names = requirements.flatMap(({ apt, ubuntu, dnf, brew }) => {
    if (on === 'Fedora') return dnf.split(' ');
    if (on === 'macOS') return brew ?? [];
    return (on === 'Ubuntu' ? (ubuntu ?? apt) : apt).split(' ');
  });
  return [...new Set(names)];
}

/**
 * @param {Requirement[]} missing
 * @param {System} on
 */
export function installCommand(missing, on) {
  const names = packageNames(missing, on).join(' ');
  if (on === 'Fedora') return `sudo dnf install ${names}`;
  if (on !== 'macOS') return `sudo apt-get install ${names}`;
  const others = missing.flatMap(({ macos }) => macos ?? []);
  const commands = [...others, ...(names ? [`brew install ${names}`] : [])];
  return commands.join(' && ') || '(not available on macOS)';
}

/**
 * @param {Requirement[]} missing
 * @param {System | undefined} here
 * @returns {string} the message for the user; for an unknown system it has the commands of all
 */
function howToInstall(missing, here) {
  const systems = /** @type {System[]} */ (here ? [here] : ['Debian', 'Ubuntu', 'Fedora', 'macOS']);
  const label = (/** @type {System} */ name) => (here ? '' : name.padEnd(10));
  return [
    `Missing: ${missing.map(({ name }) => name).join(', ')}. Install with`,
    '',
    ...systems.map((name) => `    ${label(name)}${installCommand(missing, name)}`),
    '',
    'and start again. Or run everything in containers, without installing any of this:',
    '',
    '    docker compose up --build',
  ].join('\n');
}

/**
 * @param {Purpose[]} purposes
 * @returns {Requirement[]}
 */
export function requirements(...purposes) {
  return purposes.flatMap((purpose) => REQUIREMENTS[purpose]);
}
