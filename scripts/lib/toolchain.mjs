// @ts-check
import fs from 'node:fs';
import { Failure } from './failure.mjs';
import { works } from './probes.mjs';
import { NEEDS } from './needs.mjs';
import { run } from './run.mjs';

/** @typedef {import('./needs.mjs').Need} Need */

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
    const packages = missing.flatMap((need) =>
      (isUbuntu() ? (need.ubuntu ?? need.apt) : need.apt).split(' '),
    );
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

/** @returns {string[]} Debian's names of everything that any purpose needs */
export function debianPackages() {
  return Object.values(NEEDS)
    .flat()
    .flatMap(({ apt }) => apt.split(' '));
}

/** @param {Need[]} missing */
function whatToInstall(missing) {
  const here = system();
  const all = Object.entries(installCommands(missing));
  const lines = here
    ? all.filter(([name]) => name === here).map(([, command]) => command)
    : all.map(([name, command]) => `${name.padEnd(18)}${command}`);
  return [
    `Missing: ${missing.map((need) => need.name).join(', ')}. Install with`,
    '',
    ...lines.map((line) => `    ${line}`),
    '',
    'and start again, or run everything in containers, without installing any of this:',
    '',
    '    docker compose up --build',
  ].join('\n');
}

/**
 * @param {Need[]} needs
 * @returns what installs them, by system
 */
export function installCommands(needs) {
  const names = (/** @type {(need: Need) => string | undefined} */ of) =>
    needs.flatMap((need) => of(need) ?? []).join(' ');
  const formulas = names((need) => need.brew);
  return {
    Debian: `sudo apt-get install ${names((need) => need.apt)}`,
    Ubuntu: `sudo apt-get install ${names((need) => need.ubuntu ?? need.apt)}`,
    Fedora: `sudo dnf install ${names((need) => need.dnf)}`,
    macOS: [
      ...needs.flatMap((need) => need.macos ?? []),
      ...(formulas ? [`brew install ${formulas}`] : []),
    ].join(' && '),
  };
}

/** @returns {keyof ReturnType<typeof installCommands> | undefined} whose names of packages are those of this machine */
function system() {
  if (works('apt-get', '--version')) return isUbuntu() ? 'Ubuntu' : 'Debian';
  if (works('dnf', '--version')) return 'Fedora';
  return process.platform === 'darwin' ? 'macOS' : undefined;
}

function isUbuntu() {
  const file = '/etc/os-release';
  return fs.existsSync(file) && /^ID=ubuntu$/m.test(fs.readFileSync(file, 'utf8'));
}
