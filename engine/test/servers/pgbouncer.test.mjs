// @ts-check
import assert from 'node:assert/strict';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { after, test } from 'node:test';
import pg from 'pg';
import { EMPTY } from '../../../scripts/lib/postgres.mjs';
import { freePort } from '../../../scripts/lib/services.mjs';
import { waitUntil } from '../../../scripts/lib/wait.mjs';
import { listeningPorts } from '../../../scripts/test/processes.mjs';
import { Arena, assertProblem, CANARY } from './arena.mjs';

const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'rowhook-pgbouncer-'));
after(() => fs.rmSync(folder, { recursive: true }));
fs.chmodSync(folder, 0o755);

const arena = await Arena.open();
const server = await arena.postgres();
const nobody = fs.statSync(server.data);
const owner = process.getuid?.() === 0 ? { uid: nobody.uid, gid: nobody.gid } : undefined;
fs.writeFileSync(path.join(folder, 'users.txt'), `"reader" "${CANARY}"\n`);

/**
 * Starts a PgBouncer in front of the server and returns its port.
 * @param {string} name @param {string} settings
 */
async function startBouncer(name, settings) {
  const port = await freePort();
  const file = path.join(folder, `${name}.ini`);
  fs.writeFileSync(
    file,
    `[databases]
${EMPTY.database} = host=127.0.0.1 port=${server.port}
[pgbouncer]
listen_addr = 127.0.0.1
listen_port = ${port}
unix_socket_dir =
auth_type = scram-sha-256
auth_file = ${path.join(folder, 'users.txt')}
${settings}
`,
  );
  const bouncer = arena.supervisor.start(name, 'pgbouncer', [file], { owner, cwd: folder });
  const listens = () => listeningPorts(new Set([bouncer.pid])).has(port);
  assert.ok(await waitUntil(listens, 5_000), `PgBouncer does not listen. Its log: ${bouncer.log}`);
  return port;
}

const port = await startBouncer(
  'pgbouncer',
  'pool_mode = transaction\ndefault_pool_size = 2\nserver_lifetime = 1',
);
const source = arena.reader(server, { port });

test('connections, lists, samples and previews work in transaction mode', async () => {
  assert.equal((await arena.verify(source)).status, 200);
  assert.ok((await arena.request('relations', { connectionString: source })).body.relations.length >= 2);
  const relation = { schema: 'public', name: 't' };
  assert.equal((await arena.request('sample', { connectionString: source, relation })).body.rows.length, 10);
  assert.equal((await arena.preview(source)).body.payloads[0].body, '{"user":{"id":1}}');
});

test('describing a relation leaves no prepared statements', async () => {
  const relation = { schema: 'public', name: 't' };
  for (let i = 0; i < 6; i++) {
    const { status, body } = await arena.request('relation', { connectionString: source, relation });
    assert.equal(status, 200);
    assert.deepEqual(
      body.columns.map((/** @type {{name: string}} */ { name }) => name),
      ['id', 'filler'],
    );
    assert.deepEqual(body.primaryKey, ['id']);
  }
  const client = new pg.Client({ connectionString: source });
  await client.connect();
  const { rows } = await client.query('SELECT statement FROM pg_prepared_statements');
  await client.end();
  assert.deepEqual(rows, [], 'a prepared statement is left in a shared server process');
});

test('a catalog query of a disconnected client ends at its own timeout', async (context) => {
  const holder = new pg.Client({ connectionString: server.url });
  await holder.connect();
  context.after(() => holder.end());
  await holder.query('BEGIN; LOCK TABLE pg_catalog.pg_description IN ACCESS EXCLUSIVE MODE');
  const waiting = async () =>
    (await holder.query(`SELECT FROM pg_stat_activity WHERE usename = 'reader' AND wait_event_type = 'Lock'`))
      .rowCount;
  const client = new AbortController();
  const running = arena
    .request('relations', { connectionString: source }, client.signal)
    .catch(() => undefined);
  const began = performance.now();
  while (!(await waiting()))
    assert.ok(performance.now() - began < 400, 'the query does not wait for the lock');
  client.abort();
  await running;
  // PgBouncer drops a client with its connection, and a later cancel request does not find the backend.
  while (await waiting()) assert.ok(performance.now() - began < 1_500, 'the query still waits');
  await holder.query('COMMIT');
  assert.equal((await arena.request('relations', { connectionString: source })).status, 200);
});

test('two workers export every row once', async () => {
  const relation = { schema: 'public', name: 't' };
  const mapping = { version: 1, fields: [{ to: 'id', column: 'id' }] };
  const body = { connectionString: source, relation, mapping, workers: 2, endRecord: true };
  const lines = await arena.exported(body);
  assert.equal(lines.pop().$end.rows, 20_000);
  assert.deepEqual(
    lines.map(({ id }) => id).sort((a, b) => a - b),
    Array.from({ length: 20_000 }, (_, i) => i + 1),
  );
});

test('there can be more concurrent previews than server connections', async () => {
  // Four times the server connections, which is the limit for one source.
  const responses = await Promise.all(Array.from({ length: 8 }, () => arena.preview(source)));
  assert.deepEqual(new Set(responses.map(({ status }) => status)), new Set([200]));
});

test('a preview succeeds after PgBouncer replaced a server connection', async () => {
  await arena.sql(server, `SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE usename = 'reader'`);
  await arena.untilItWorks(() => arena.preview(source));
  await new Promise((resolve) => setTimeout(resolve, 1_500));
  assert.equal((await arena.preview(source)).status, 200);
});

test('a preview times out and leaves no active session', async () => {
  assertProblem(await arena.preview(source, 'slow'), ['query_timeout'], 5_000);
  assert.equal((await arena.preview(source)).status, 200);
  await arena.nothingLeft(server);
});

test('a preview ends its query when its client disconnects', async () => {
  const client = new AbortController();
  const relation = { schema: 'public', name: 'slow' };
  const running = arena
    .request(
      'preview',
      { connectionString: source, relation, mapping: { version: 1, fields: [] } },
      client.signal,
    )
    .catch(() => undefined);
  const began = performance.now();
  // PgBouncer does not forward application_name from its clients.
  const computing = async () =>
    (await arena.sql(server, `SELECT 1 FROM pg_stat_activity WHERE wait_event = 'PgSleep'`)).length;
  while ((await computing()) === 0) assert.ok(performance.now() - began < 2_500, 'the query did not start');
  client.abort();
  await running;
  const left = performance.now();
  while ((await computing()) > 0) assert.ok(performance.now() - left < 2_000, 'the query still runs');
});

test('a query leaves no settings or locks in a shared server process', async () => {
  const mapping = { version: 1, fields: [{ to: 'a', column: 'a' }] };
  const of = (/** @type {string} */ query) => ({ connectionString: source, query, mapping });
  const harmful = `SELECT t.id AS a, pg_advisory_lock(4711)::text AS b, set_config('search_path', 'evil', false) AS c,
    set_config('DateStyle', 'German', false) AS d FROM t WHERE t.id = 1; -- the first`;
  const response = await arena.request('preview', of(harmful));
  assert.equal(response.body.payloads[0].body, '{"a":1}');
  assert.deepEqual(await arena.exported(of(harmful)), [{ a: 1 }]);
  const invalid = await arena.request('preview', of('SELECT a FROM nowhere'));
  assert.equal(invalid.body.code, 'query_invalid');
  assert.equal(invalid.body.postgres.position, 15);

  const client = new pg.Client({ connectionString: source });
  await client.connect();
  const seen = new Set();
  for (let i = 0; i < 6; i++) {
    const { rows } = await client.query(
      `SELECT current_setting('search_path') || current_setting('DateStyle') AS settings`,
    );
    seen.add(rows[0].settings);
  }
  await client.end();
  assert.deepEqual([...seen], ['"$user", publicISO, MDY']);
  const locks = await arena.sql(server, `SELECT pid FROM pg_locks WHERE locktype = 'advisory'`);
  assert.deepEqual(locks, []);
});

/** @param {import('./arena.mjs').EngineResponse} response @param {string} code @param {RegExp} said */
function assertSays(response, code, said) {
  assertProblem(response, [code], 3_500);
  const words = `${response.body.detail} ${response.body.hint}`;
  assert.match(words, said);
  assert.doesNotMatch(words, /pg_hba/);
}

test('refused logins report the reason of PgBouncer', async () => {
  assertSays(
    await arena.verify(arena.reader(server, { port, password: 'wrong' })),
    'login_refused',
    /Check the password first/,
  );
  const nowhere = source.replace(`/${EMPTY.database}`, '/nowhere');
  assertSays(await arena.verify(nowhere), 'login_refused', /user and database/);

  const full = await startBouncer('pgbouncer-full', 'pool_mode = session\nmax_client_conn = 1');
  const place = new pg.Client({ connectionString: arena.reader(server, { port: full }) });
  await place.connect();
  assertSays(await arena.verify(arena.reader(server, { port: full })), 'database_busy', /limit of clients/);
  await place.end();
});

test('statement pooling has its own message', async () => {
  const statement = await startBouncer('pgbouncer-statement', 'pool_mode = statement');
  assertSays(
    await arena.verify(arena.reader(server, { port: statement })),
    'query_failed',
    /session or transaction pooling/,
  );
});

test('a full pool is reported as overloaded, whether PgBouncer waits or rejects', async () => {
  for (const patience of [1, 60]) {
    const single = await startBouncer(
      `pgbouncer-single-${patience}`,
      `pool_mode = transaction\ndefault_pool_size = 1\nquery_wait_timeout = ${patience}`,
    );
    const holder = new pg.Client({ connectionString: arena.reader(server, { port: single }) });
    await holder.connect();
    await holder.query('BEGIN');
    const verify = () => arena.verify(arena.reader(server, { port: single }));
    let response = await verify();
    // The process ID that PgBouncer reports is random. One of 1,024 could be the ID of a server process, and then the
    // engine cannot know that a pooler is in front of the server.
    if (response.body.code === 'query_timeout') response = await verify();
    assertSays(response, 'overloaded', /pool/);
    await holder.query('COMMIT');
    assert.equal((await verify()).status, 200);
    await holder.end();
  }
});
