// @ts-check
// An engine and Postgres servers for tests of faults, and the checks to run after each fault.
import assert from 'node:assert/strict';
import fs from 'node:fs';
import { after } from 'node:test';
import pg from 'pg';
import { Supervisor } from '../../../scripts/lib/supervisor.mjs';
import { EMPTY, startPostgres } from '../../../scripts/lib/postgres.mjs';
import { engineToken, startEngine } from '../../../scripts/lib/services.mjs';

/** The password, which must not appear in any response, header or log. */
export const CANARY = 'canary-5d1c9e';

/** Short enough to wait for, long enough for a busy machine. */
const LIMITS = { CONNECT_TIMEOUT_MS: '2000', REQUEST_TIMEOUT_MS: '3000', LOCK_TIMEOUT_MS: '500' };

const MAPPING = { version: 1, fields: [{ to: 'user.id', column: 'id' }] };

/**
 * @typedef {{status: number, body: any, ms: number}} EngineResponse `body`: the parsed JSON; a problem if the request failed
 * @typedef {import('../../../scripts/lib/postgres.mjs').RunningPostgres} Server
 */

export class Arena {
  supervisor;
  #token = engineToken();
  #port = 0;
  /** @type {import('../../../scripts/lib/supervisor.mjs').Child | undefined} */
  #engine;
  #servers = 0;

  /** @param {Supervisor} supervisor */
  constructor(supervisor) {
    this.supervisor = supervisor;
  }

  /**
   * @param {NodeJS.ProcessEnv} [env] settings of the engine besides LIMITS
   * @param {Supervisor} [supervisor] stops the engine and the servers; by default at the end of the test file
   */
  static async open(env = {}, supervisor) {
    const arena = new Arena(supervisor ?? new Supervisor());
    if (!supervisor) after(() => arena.supervisor.stopAll());
    // Tests end servers on purpose.
    arena.supervisor.onUnexpectedExit = () => {};
    const { child, port } = await startEngine(arena.supervisor, {
      token: arena.#token,
      port: '0',
      env: { ...LIMITS, ...env },
      quiet: true,
    });
    arena.#engine = child;
    arena.#port = port;
    return arena;
  }

  /** @param {string[]} [settings] */
  async postgres(settings = []) {
    const server = await startPostgres(this.supervisor, EMPTY, {
      name: `postgres-fault-${++this.#servers}`,
      settings,
    });
    await this.sql(
      server,
      `CREATE TABLE t AS SELECT i AS id, repeat('x', 100) AS filler FROM generate_series(1, 20000) i;
       ALTER TABLE t ADD PRIMARY KEY (id);
       CREATE VIEW slow AS SELECT 1 AS id, pg_sleep(30)::text AS slept;
       CREATE ROLE reader LOGIN PASSWORD '${CANARY}'; GRANT SELECT ON t, slow TO reader`,
    );
    // synchronous_commit is off, so without a checkpoint a crash could lose these rows.
    await this.sql(server, 'CHECKPOINT');
    return server;
  }

  /**
   * As the superuser.
   * @param {Server} server @param {string} sql
   */
  async sql(server, sql) {
    const client = new pg.Client({ connectionString: server.url });
    await client.connect();
    try {
      return (await client.query(sql)).rows;
    } finally {
      await client.end();
    }
  }

  /**
   * A connection string of the role `reader`.
   * @param {Server} server @param {{host?: string, port?: number, parameters?: string, password?: string}} [change]
   */
  reader(server, { host = '127.0.0.1', port = server.port, parameters = '', password = CANARY } = {}) {
    return `postgres://reader:${password}@${host}:${port}/${EMPTY.database}${parameters}`;
  }

  /** @param {string} call @param {object} body @param {AbortSignal} [signal] */
  #post(call, body, signal) {
    return fetch(`http://127.0.0.1:${this.#port}/v1/${call}`, {
      method: 'POST',
      headers: { authorization: `Bearer ${this.#token}`, 'content-type': 'application/json' },
      body: JSON.stringify(body),
      ...(signal ? { signal } : {}),
    });
  }

  /**
   * @param {string} call @param {object} body @param {AbortSignal} [signal]
   * @returns {Promise<EngineResponse>}
   */
  async request(call, body, signal) {
    const began = performance.now();
    const response = await this.#post(call, body, signal);
    const text = await response.text();
    const all = text + JSON.stringify([...response.headers]);
    assert.ok(!all.includes(CANARY), `the response contains the password: ${all}`);
    return { status: response.status, body: JSON.parse(text), ms: performance.now() - began };
  }

  /**
   * Exports and returns the lines.
   * @param {object} body
   * @returns {Promise<any[]>} each parsed
   */
  async exported(body) {
    const response = await this.#post('export', body);
    assert.equal(response.status, 200);
    return (await response.text())
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line));
  }

  /**
   * Exports and discards the lines.
   * @param {object} body @param {{leaveAfterBytes?: number}} [options]
   * @returns {Promise<string>} `ok`, a problem's code, `cut` or `client disconnected (export)`
   */
  async export(body, { leaveAfterBytes = Infinity } = {}) {
    const client = new AbortController();
    const response = await this.#post('export', body, client.signal);
    if (response.status !== 200) {
      const problem = /** @type {{code: string}} */ (await response.json());
      return problem.code;
    }
    let bytes = 0;
    try {
      for await (const chunk of response.body ?? []) {
        bytes += chunk.length;
        if (bytes > leaveAfterBytes) client.abort();
      }
      return 'ok';
    } catch {
      return client.signal.aborted ? 'client disconnected (export)' : 'cut';
    }
  }

  /** @param {string} connectionString */
  verify(connectionString) {
    return this.request('verify', { connectionString });
  }

  /** @param {string} connectionString @param {string} [name] */
  preview(connectionString, name = 't') {
    const relation = { schema: 'public', name };
    return this.request('preview', { connectionString, relation, rows: rowsOf(), mapping: MAPPING });
  }

  /** Repeats a request until it succeeds, like a client that waits for a server. @param {() => Promise<EngineResponse>} act */
  async untilItWorks(act, withinMs = 15_000) {
    for (const began = performance.now(); ;) {
      const response = await act();
      if (response.status === 200) return response;
      assert.ok(
        ['connection_lost', 'database_unavailable', 'connect_refused'].includes(response.body.code),
        response.body.code,
      );
      assert.ok(performance.now() - began < withinMs, `the request still fails with ${response.body.code}`);
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
  }

  /** The resources of the engine's process. */
  held() {
    return heldBy(this.#engine?.pid ?? 0);
  }

  /** The engine's address and token. */
  get engine() {
    return { port: this.#port, url: `http://127.0.0.1:${this.#port}`, token: this.#token };
  }

  /** @param {Server} server @returns {Promise<number>} the engine's active sessions */
  async sessions(server) {
    const rows = await this.sql(
      server,
      `SELECT count(*)::int AS n FROM pg_stat_activity WHERE application_name = 'rowhook' AND state <> 'idle'`,
    );
    return rows[0].n;
  }

  /** Expects that no session of the engine is active and that its log does not have the password. @param {Server} server */
  async nothingLeft(server) {
    const began = performance.now();
    while ((await this.sessions(server)) > 0) {
      assert.ok(performance.now() - began < 2_000, 'a session is still active after two seconds');
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
    assert.ok(
      !fs.readFileSync(this.#engine?.log ?? '', 'utf8').includes(CANARY),
      'the log contains the password',
    );
  }
}

/** The resources of a process. @param {number} pid */
export function heldBy(pid) {
  const folder = `/proc/${pid}`;
  const entries = (/** @type {string} */ name) => fs.readdirSync(`${folder}/${name}`).length;
  const [, resident = '0'] = fs.readFileSync(`${folder}/statm`, 'utf8').split(' ');
  return { descriptors: entries('fd'), threads: entries('task'), residentKb: Number(resident) * 4 };
}

let rows = 0;
/** A different limit each time, so that no cached sample is used. */
function rowsOf() {
  return { limit: 1 + (rows++ % 100) };
}

/** @param {EngineResponse} response @param {string[]} codes @param {number} withinMs */
export function assertProblem(response, codes, withinMs) {
  assert.ok(
    codes.includes(response.body.code),
    `expected ${codes.join(' or ')}, got ${JSON.stringify(response.body)}`,
  );
  assert.ok(response.ms < withinMs, `the request took ${response.ms} ms`);
}
