// @ts-check
import { createHash, randomBytes } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import { run } from './run.mjs';

/** @typedef {import('./family.mjs').Family} Family */
/** @typedef {import('./postgres-binaries.mjs').PostgresBinaries} PostgresBinaries */

/** Locale and encoding come from Postgres itself, so that they are the same on every machine. */
const INITDB = ['--username=postgres', '--auth=scram-sha-256', '--encoding=UTF8', '--locale=C', '--no-sync'];
const INITDB_SINCE_17 = ['--locale-provider=builtin', '--builtin-locale=C.UTF-8'];
const INITDB_SINCE_18 = ['--no-data-checksums'];

/** @param {string} version of the server */
function initdbOptions(version) {
  const major = Number.parseInt(version, 10);
  return [...INITDB, ...(major >= 17 ? INITDB_SINCE_17 : []), ...(major >= 18 ? INITDB_SINCE_18 : [])];
}

/** Runs SQL without a server or a client; a statement ends at a semicolon and an empty line, an error ends it all. */
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
  ].flatMap((setting) => ['-c', setting]),
];

/** How many templates stay; older ones are of SQL or a server version that has changed since. */
const KEPT = 3;

/**
 * A data directory made once and kept, by server version and SQL. Copy it; never run a server on it.
 * @param {Family} family
 * @param {PostgresBinaries} postgres
 * @param {{database: string, files: string[]}} seed the database to create and the SQL files to run in it, in order
 * @returns {Promise<{data: string, password: string}>} `password` is that of the superuser `postgres`
 */
export async function dataTemplate(family, postgres, seed) {
  const statements = seed.files.map((file) => fs.readFileSync(file, 'utf8'));
  const key = createHash('sha256')
    .update(JSON.stringify([postgres.version, initdbOptions(postgres.version), seed.database, statements]))
    .digest('hex')
    .slice(0, 16);
  const template = path.join(postgres.cache, `${seed.database}-${key}`);
  if (!fs.existsSync(template)) await makeTemplate(family, postgres, template, seed.database, statements);
  dropOld(postgres.cache, seed.database);
  return {
    data: path.join(template, 'data'),
    password: fs.readFileSync(path.join(template, 'password'), 'utf8'),
  };
}

/**
 * @param {Family} family
 * @param {PostgresBinaries} postgres
 * @param {string} template
 * @param {string} database
 * @param {string[]} statements
 */
async function makeTemplate(family, postgres, template, database, statements) {
  fs.mkdirSync(postgres.cache, { recursive: true });
  const unfinished = fs.mkdtempSync(`${template}.`);
  family.ownFolder(unfinished);
  const data = path.join(unfinished, 'data');
  const password = path.join(unfinished, 'password');
  fs.writeFileSync(password, randomBytes(16).toString('hex'), { mode: 0o600 });
  if (postgres.owner) {
    for (const file of [unfinished, password]) fs.chownSync(file, postgres.owner.uid, postgres.owner.gid);
  }
  const options = { owner: postgres.owner, cwd: unfinished, env: cleanEnvironment() };
  const initdb = [...initdbOptions(postgres.version), `--pgdata=${data}`, `--pwfile=${password}`];
  await run(family, 'initdb', postgres.program('initdb'), initdb, options);
  /** @param {string} into @param {string} sql */
  const execute = (into, sql) =>
    run(family, `sql-${into}`, postgres.program('postgres'), [...SINGLE_USER, '-D', data, into], {
      ...options,
      input: `${sql}\n\n`,
    });
  await execute('postgres', `CREATE DATABASE ${database};`);
  await execute(database, statements.join('\n\n'));
  // Another launcher may have been quicker; either result will do.
  if (!fs.existsSync(template)) fs.renameSync(unfinished, template);
}

/** libpq variables and locale of this terminal have no say in what is made. */
export function cleanEnvironment() {
  return { PATH: process.env['PATH'], LC_ALL: 'C', TZ: 'UTC' };
}

/**
 * @param {string} cache
 * @param {string} database
 */
function dropOld(cache, database) {
  const templates = fs
    .readdirSync(cache)
    .filter((name) => new RegExp(`^${database}-[0-9a-f]{16}$`).test(name))
    .map((name) => path.join(cache, name))
    .sort((a, b) => fs.statSync(b).mtimeMs - fs.statSync(a).mtimeMs);
  for (const template of templates.slice(KEPT)) fs.rmSync(template, { recursive: true, force: true });
}
