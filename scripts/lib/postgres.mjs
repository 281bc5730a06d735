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
 * @property {() => Promise<void>} boot starts it again, same port, same data
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
 * @param {{name?: string}} [options] name of the child and its log
 * @returns {Promise<RunningPostgres>}
 */
export async function startPostgres(family, seed, { name = 'postgres' } = {}) {
  const postgres = findPostgres();
  const template = await dataTemplate(family, postgres, seed);
  const folder = fs.mkdtempSync(path.join(postgres.temporary, 'rowhook-postgres-'));
  family.ownFolder(folder);
  if (postgres.owner) fs.chownSync(folder, postgres.owner.uid, postgres.owner.gid);
  const data = path.join(folder, 'data');
  execFileSync('cp', ['-Rp', template.data, data], { ...postgres.owner, cwd: folder });

  const port = await freePort();
  /** @type {import('./family.mjs').Child} */
  let child;
  const boot = async () => {
    const settings = [...SETTINGS, `port=${port}`, `cluster_name=${path.basename(folder)}`];
    const args = ['-D', data, ...settings.flatMap((setting) => ['-c', setting])];
    const options = {
      owner: postgres.owner,
      cwd: folder,
      env: cleanEnvironment(),
      stopSignal: /** @type {const} */ ('SIGINT'),
    };
    child = family.start(name, postgres.program('postgres'), args, options);
    const ready = await eventually(() => !child.running() || isReady(data), READY_WITHIN_MS);
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
  };
}

/**
 * The eighth line of postmaster.pid is the server's own word for its state.
 * @param {string} data
 */
function isReady(data) {
  try {
    return fs.readFileSync(path.join(data, 'postmaster.pid'), 'utf8').split('\n')[7]?.trim() === 'ready';
  } catch {
    return false;
  }
}
