// @ts-check
import { createHash, randomBytes } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';

/** @typedef {import('./supervisor.mjs').Supervisor} Supervisor */
/** @typedef {import('./postgres-programs.mjs').PostgresPrograms} PostgresPrograms */

/**
 * Locale and encoding come from Postgres itself, so that they are the same on every machine.
 * @param {string} version of the server
 */
export function initdbOptions(version) {
  const major = Number.parseInt(version, 10);
  return [
    ...['--username=postgres', '--auth=scram-sha-256', '--encoding=UTF8', '--locale=C', '--no-sync'],
    ...(major >= 17 ? ['--locale-provider=builtin', '--builtin-locale=C.UTF-8'] : []),
    ...(major >= 18 ? ['--no-data-checksums'] : []),
  ];
}

/** Runs SQL without a server: a statement ends with a semicolon and an empty line. */
const SINGLE_USER = [
  '--single',
  '-j',
  ...[
    'exit_on_error=on',
    'fsync=off',
    'wal_level=minimal',
    'max_wal_senders=0',
    'min_wal_size=32MB',
    'max_wal_size=64MB',
  ],
].flatMap((option) => (option.includes('=') ? ['-c', option] : option));

/** Templates kept for each database; older ones belong to other SQL or another server version. */
const KEPT = 3;

/**
 * Makes a data directory once and keeps it, by server version and SQL. Copy it; never run a server on it.
 * @param {Supervisor} supervisor
 * @param {PostgresPrograms} programs
 * @param {import('./postgres.mjs').Seed} seed
 * @returns {Promise<{data: string, password: string}>} `password` is the superuser's
 */
export async function dataTemplate(supervisor, programs, { database, files }) {
  const statements = files.map((file) => fs.readFileSync(file, 'utf8'));
  const key = createHash('sha256')
    .update(JSON.stringify([programs.version, initdbOptions(programs.version), database, statements]))
    .digest('hex')
    .slice(0, 16);
  const template = path.join(programs.cache, `${database}-${key}`);
  if (!fs.existsSync(template)) {
    await makeTemplate(supervisor, programs, { template, database, sql: statements.join('\n\n') });
    removeOldTemplates(programs.cache, database);
  }
  const password = fs.readFileSync(path.join(template, 'password'), 'utf8');
  return { data: path.join(template, 'data'), password };
}

/**
 * @param {Supervisor} supervisor
 * @param {PostgresPrograms} programs
 * @param {{template: string, database: string, sql: string}} wanted
 */
async function makeTemplate(supervisor, { program, cache, version, owner }, { template, database, sql }) {
  fs.mkdirSync(cache, { recursive: true });
  const unfinished = fs.mkdtempSync(`${template}.`);
  supervisor.removeAtEnd(unfinished);
  const data = path.join(unfinished, 'data');
  const password = path.join(unfinished, 'password');
  fs.writeFileSync(password, randomBytes(16).toString('hex'), { mode: 0o600 });
  if (owner) for (const file of [unfinished, password]) fs.chownSync(file, owner.uid, owner.gid);
  const options = { owner, cwd: unfinished, env: cleanEnvironment() };
  const initdb = [...initdbOptions(version), `--pgdata=${data}`, `--pwfile=${password}`];
  await supervisor.run('initdb', program('initdb'), initdb, options);
  /** @param {string} into @param {string} input */
  const execute = (into, input) =>
    supervisor.run(`sql-${into}`, program('postgres'), [...SINGLE_USER, '-D', data, into], {
      ...options,
      input: `${input}\n\n`,
    });
  await execute('postgres', `CREATE DATABASE ${database};`);
  await execute(database, sql);
  // Another script may have been quicker; either result will do.
  if (!fs.existsSync(template)) fs.renameSync(unfinished, template);
}

/** Keeps this terminal's libpq variables and locale out. */
export function cleanEnvironment() {
  return { PATH: process.env['PATH'], LC_ALL: 'C', TZ: 'UTC' };
}

/**
 * @param {string} cache
 * @param {string} database
 */
function removeOldTemplates(cache, database) {
  const templates = fs
    .readdirSync(cache)
    .filter((name) => new RegExp(`^${database}-[0-9a-f]{16}$`).test(name))
    .map((name) => path.join(cache, name))
    .sort((a, b) => fs.statSync(b).mtimeMs - fs.statSync(a).mtimeMs);
  for (const template of templates.slice(KEPT)) fs.rmSync(template, { recursive: true, force: true });
}
