// @ts-check
import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { DEMO_SQL } from './paths.mjs';
import { cleanEnvironment, dataTemplate } from './postgres-data.mjs';
import { findPostgres } from './postgres-programs.mjs';
import { freePort } from './services.mjs';
import { waitUntil } from './wait.mjs';

/** @typedef {import('./supervisor.mjs').Supervisor} Supervisor */

/**
 * @typedef {object} RunningPostgres
 * @property {string} url connection string of the superuser
 * @property {string} demoUrl connection string of the demo data's read-only role
 * @property {number} port
 * @property {() => Promise<void>} shutDown ends the server and keeps its data
 * @property {(settings?: string[]) => Promise<void>} boot starts it again on the same port and data, with more settings
 * @property {string} data the data directory; the server's user must own what is put there
 *
 * @typedef {{database: string, files: string[]}} Seed a database to create, and the SQL files to run in it
 *
 * @typedef {object} ServerOptions
 * @property {string} [name] of the child process and its log
 * @property {string[]} [settings]
 * @property {import('./postgres-programs.mjs').PostgresPrograms} [programs] of the embedded server by default
 */

/** The demo company. docker compose runs the same SQL. @type {Seed} */
export const DEMO = {
  database: 'rowhook_demo',
  files: fs
    .readdirSync(DEMO_SQL)
    .filter((name) => name.endsWith('.sql'))
    .sort()
    .map((name) => path.join(DEMO_SQL, name)),
};

/** An empty database for tests. @type {Seed} */
export const EMPTY = { database: 'rowhook_test', files: [] };

/** The data can be made again from SQL, so nothing has to reach the disk. */
const SETTINGS = [
  'listen_addresses=127.0.0.1',
  'unix_socket_directories=',
  'fsync=off',
  'synchronous_commit=off',
  'full_page_writes=off',
  // In the data directory instead of /dev/shm, so that it goes with the directory when the server is killed.
  'dynamic_shared_memory_type=mmap',
  'max_connections=100',
  'timezone=UTC',
];

const READY_TIMEOUT_MS = 20_000;

/**
 * Starts a server on 127.0.0.1 with a copy of the seed's data. Server and data end with the supervisor.
 * @param {Supervisor} supervisor
 * @param {Seed} seed
 * @param {ServerOptions} [options]
 * @returns {Promise<RunningPostgres>}
 */
export async function startPostgres(
  supervisor,
  seed,
  { name = 'postgres', settings = [], programs = findPostgres() } = {},
) {
  const { owner } = programs;
  const template = await dataTemplate(supervisor, programs, seed);
  const folder = fs.mkdtempSync(path.join(programs.temporary, 'rowhook-postgres-'));
  supervisor.removeAtEnd(folder);
  if (owner) fs.chownSync(folder, owner.uid, owner.gid);
  const data = path.join(folder, 'data');
  execFileSync('cp', ['-Rp', template.data, data], { ...owner, cwd: folder });

  const port = await freePort();
  /** @type {import('./supervisor.mjs').Child} */
  let child;
  const boot = async (/** @type {string[]} */ more = []) => {
    const all = [...SETTINGS, `port=${port}`, `cluster_name=${path.basename(folder)}`, ...settings, ...more];
    const args = ['-D', data, ...all.flatMap((setting) => ['-c', setting])];
    const options = {
      owner,
      cwd: folder,
      env: cleanEnvironment(),
      stopSignal: /** @type {const} */ ('SIGINT'),
    };
    child = supervisor.start(name, programs.program('postgres'), args, options);
    const isReady = () => !child.isRunning() || acceptsConnections(data, all.includes('hot_standby=off'));
    await waitUntil(isReady, READY_TIMEOUT_MS);
    if (!isReady() || !child.isRunning()) throw new Error(`Postgres did not start. Its log: ${child.log}`);
  };
  await boot();
  const address = `127.0.0.1:${port}/${seed.database}`;
  return {
    url: `postgres://postgres:${template.password}@${address}`,
    demoUrl: `postgres://rowhook_demo:demo@${address}`,
    port,
    shutDown: () => supervisor.stop(child),
    boot,
    data,
  };
}

/**
 * Runs `work` with an empty server of its own.
 * @template T
 * @param {Supervisor} supervisor
 * @param {string} name of the child process and its log
 * @param {(url: string) => Promise<T>} work receives the superuser's connection string
 * @param {ServerOptions} [options]
 * @returns {Promise<T>}
 */
export async function withPostgres(supervisor, name, work, options) {
  const postgres = await startPostgres(supervisor, EMPTY, { name, ...options });
  try {
    return await work(postgres.url);
  } finally {
    await postgres.shutDown();
  }
}

/**
 * Reads the server's state from line 8 of postmaster.pid. A standby that takes no connections stays at "starting".
 * @param {string} data
 * @param {boolean} closedStandby
 */
function acceptsConnections(data, closedStandby) {
  const file = path.join(data, 'postmaster.pid');
  const state = fs.existsSync(file) ? fs.readFileSync(file, 'utf8').split('\n')[7]?.trim() : undefined;
  return state === 'ready' || state === 'standby' || (state === 'starting' && closedStandby);
}
