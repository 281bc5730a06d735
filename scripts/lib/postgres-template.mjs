// @ts-check
import { execFileSync, spawnSync } from 'node:child_process';
import { createHash, randomBytes } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';

/** @typedef {import('./postgres-binaries.mjs').PostgresBinaries} PostgresBinaries */

/** Locale and encoding come from Postgres itself, so that they are the same on every machine. */
const INITDB = [
  '--username=postgres',
  '--auth=scram-sha-256',
  '--encoding=UTF8',
  '--locale=C',
  '--locale-provider=builtin',
  '--builtin-locale=C.UTF-8',
  '--no-data-checksums',
  '--no-sync',
];

/** How many templates stay; older ones are of SQL or a server version that has changed since. */
const KEPT = 3;

/**
 * A data directory made once and kept, by server version and SQL. Copy it; never run a server on it.
 * @param {PostgresBinaries} postgres
 * @param {{database: string, files: string[]}} seed the database to create and the SQL files to run in it, in order
 * @returns {{data: string, password: string}} `password` is that of the superuser `postgres`
 */
export function dataTemplate(postgres, seed) {
  const statements = seed.files.map((file) => fs.readFileSync(file, 'utf8'));
  const key = createHash('sha256')
    .update(JSON.stringify([postgres.version, INITDB, seed.database, statements]))
    .digest('hex')
    .slice(0, 16);
  const template = path.join(postgres.cache, `${seed.database}-${key}`);
  if (!fs.existsSync(template)) makeTemplate(postgres, template, seed.database, statements);
  dropOld(postgres.cache, seed.database);
  return {
    data: path.join(template, 'data'),
    password: fs.readFileSync(path.join(template, 'password'), 'utf8'),
  };
}

/**
 * @param {PostgresBinaries} postgres
 * @param {string} template
 * @param {string} database
 * @param {string[]} statements
 */
function makeTemplate(postgres, template, database, statements) {
  const unfinished = fs.mkdtempSync((fs.mkdirSync(postgres.cache, { recursive: true }), `${template}.`));
  try {
    const data = path.join(unfinished, 'data');
    const password = path.join(unfinished, 'password');
    fs.writeFileSync(password, randomBytes(16).toString('hex'), { mode: 0o600 });
    if (postgres.owner) {
      for (const file of [unfinished, password]) fs.chownSync(file, postgres.owner.uid, postgres.owner.gid);
    }
    const run = { ...postgres.owner, cwd: unfinished, env: cleanEnvironment() };
    execFileSync(postgres.program('initdb'), [...INITDB, `--pgdata=${data}`, `--pwfile=${password}`], {
      ...run,
      stdio: ['ignore', 'ignore', 'pipe'],
    });
    singleUser(postgres.program('postgres'), data, 'postgres', `CREATE DATABASE ${database};\n\n`, run);
    for (const sql of statements) singleUser(postgres.program('postgres'), data, database, `${sql}\n\n`, run);
    fs.renameSync(unfinished, template);
  } catch (error) {
    fs.rmSync(unfinished, { recursive: true, force: true });
    // Another launcher may have been quicker.
    if (!fs.existsSync(template)) throw error;
  }
}

/**
 * Runs SQL without a server or a client: postgres --single -j, where a statement ends at a semicolon and an empty line.
 * @param {string} program
 * @param {string} data
 * @param {string} database
 * @param {string} sql
 * @param {import('node:child_process').SpawnSyncOptions} run
 */
function singleUser(program, data, database, sql, run) {
  const settings = [
    'fsync=off',
    'wal_level=minimal',
    'max_wal_senders=0',
    'min_wal_size=32MB',
    'max_wal_size=64MB',
    'exit_on_error=true',
  ];
  const args = ['--single', '-j', '-D', data, ...settings.flatMap((setting) => ['-c', setting]), database];
  const { status, stderr } = spawnSync(program, args, { ...run, input: sql, encoding: 'utf8' });
  // Errors are answered with exit_on_error; a warning leaves the status at 0.
  if (status !== 0 || /\b(ERROR|FATAL|PANIC):/.test(stderr))
    throw new Error(`Postgres could not run the SQL:\n${stderr}`);
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
