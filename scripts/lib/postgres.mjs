// @ts-check
import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { freePort } from './free-port.mjs';
import { DEMO_SQL } from './paths.mjs';
import { findPostgres } from './postgres-binaries.mjs';
import { cleanEnvironment, dataTemplate } from './postgres-template.mjs';
import { eventually } from './process-table.mjs';

/** @typedef {import('./family.mjs').Family} Family */

/**
 * @typedef {object} RunningPostgres
 * @property {string} url connection string of the superuser
 * @property {string} demoUrl connection string of the read-only role of the demo data; no use without that data
 * @property {number} port
 * @property {() => Promise<void>} shutDown ends the server and keeps its data
 * @property {(settings?: string[]) => Promise<void>} boot starts it again, same port, same data, with these settings besides
 * @property {string} data the data directory; who runs the server must own what is put there
 * @property {() => import('./family.mjs').Child} child the running server
 */

/** The demo company; its SQL is also what docker compose runs. */
export const DEMO = {
  database: 'rowhook_demo',
  files: fs
    .readdirSync(DEMO_SQL)
    .filter((name) => name.endsWith('.sql'))
    .sort()
    .map((name) => path.join(DEMO_SQL, name)),
};

/** A database with nothing in it, for tests. */
export const EMPTY = { database: 'rowhook_test', files: [] };

/** Nothing here is worth a disk's time: the data is made again from SQL when it is lost. */
const SETTINGS = [
  'listen_addresses=127.0.0.1',
  'unix_socket_directories=',
  'fsync=off',
  'synchronous_commit=off',
  'full_page_writes=off',
  // Kept in the data directory rather than in /dev/shm, so that a killed server leaves nothing behind there.
  'dynamic_shared_memory_type=mmap',
  'max_connections=100',
  'timezone=UTC',
];

const READY_WITHIN_MS = 20_000;

/**
 * Starts a server on 127.0.0.1 with a copy of the seed's data. It ends, and its data goes, with the family.
 * @param {Family} family
 * @param {{database: string, files: string[]}} seed
 * @param {{name?: string, settings?: string[], binaries?: import('./postgres-binaries.mjs').PostgresBinaries}} [options] name of the child and its log; settings for its whole life; another server than the embedded one
 * @returns {Promise<RunningPostgres>}
 */
export async function startPostgres(
  family,
  seed,
  { name = 'postgres', settings: own = [], binaries: postgres = findPostgres() } = {},
) {
  const template = await dataTemplate(family, postgres, seed);
  const folder = fs.mkdtempSync(path.join(postgres.temporary, 'rowhook-postgres-'));
  family.ownFolder(folder);
  if (postgres.owner) fs.chownSync(folder, postgres.owner.uid, postgres.owner.gid);
  const data = path.join(folder, 'data');
  execFileSync('cp', ['-Rp', template.data, data], { ...postgres.owner, cwd: folder });

  const port = await freePort();
  /** @type {import('./family.mjs').Child} */
  let child;
  const boot = async (/** @type {string[]} */ more = []) => {
    const named = [`port=${port}`, `cluster_name=${path.basename(folder)}`];
    const settings = [...SETTINGS, ...named, ...own, ...more];
    const args = ['-D', data, ...settings.flatMap((setting) => ['-c', setting])];
    const options = {
      owner: postgres.owner,
      cwd: folder,
      env: cleanEnvironment(),
      stopSignal: /** @type {const} */ ('SIGINT'),
    };
    child = family.start(name, postgres.program('postgres'), args, options);
    const ready = await eventually(
      () => !child.running() || isReady(data, settings.includes('hot_standby=off')),
      READY_WITHIN_MS,
    );
    if (!ready || !child.running())
      throw new Error(`The embedded Postgres did not start. Its log: ${child.log}`);
  };
  await boot();
  const at = `127.0.0.1:${port}/${seed.database}`;
  return {
    url: `postgres://postgres:${template.password}@${at}`,
    demoUrl: `postgres://rowhook_demo:demo@${at}`,
    port,
    shutDown: () => family.end(child),
    boot,
    data,
    child: () => child,
  };
}

/**
 * Runs `work` against an empty server of its own, which ends with it.
 * @template T
 * @param {Family} family
 * @param {string} name of the child and its log
 * @param {(url: string) => Promise<T>} work given the superuser's connection string
 * @param {import('./postgres-binaries.mjs').PostgresBinaries} [binaries] another server than the embedded one
 * @returns {Promise<T>}
 */
export async function onPostgres(family, name, work, binaries) {
  const postgres = await startPostgres(family, EMPTY, { name, ...(binaries ? { binaries } : {}) });
  try {
    return await work(postgres.url);
  } finally {
    await postgres.shutDown();
  }
}

/**
 * The eighth line of postmaster.pid is the server's own word for its state. A standby that takes no sessions never gets
 * beyond starting; that is as ready as it will be.
 * @param {string} data
 * @param {boolean} closed whether it is such a standby
 */
function isReady(data, closed) {
  try {
    const state = fs.readFileSync(path.join(data, 'postmaster.pid'), 'utf8').split('\n')[7]?.trim() ?? '';
    return ['ready', 'standby'].includes(state) || (state === 'starting' && closed);
  } catch {
    return false;
  }
}
