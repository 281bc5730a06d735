// @ts-check
import { Failure } from './failure.mjs';
import { NEEDS } from './needs.mjs';
import { works } from './probes.mjs';
import { run } from './run.mjs';

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

/** @param {import('./needs.mjs').Need[]} missing */
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
