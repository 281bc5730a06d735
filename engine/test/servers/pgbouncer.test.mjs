// @ts-check
import assert from 'node:assert/strict';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { after, test } from 'node:test';
import pg from 'pg';
import { freePort } from '../../../scripts/lib/services.mjs';
import { EMPTY } from '../../../scripts/lib/postgres.mjs';
import { waitUntil } from '../../../scripts/lib/main.mjs';
import { Arena, assertProblem, CANARY } from './arena.mjs';

const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'rowhook-pgbouncer-'));
after(() => fs.rmSync(folder, { recursive: true }));

const arena = await Arena.open();
const server = await arena.postgres();
const port = await freePort();
fs.writeFileSync(path.join(folder, 'users.txt'), `"reader" "${CANARY}"\n`);
fs.writeFileSync(
  path.join(folder, 'pgbouncer.ini'),
  `[databases]
${EMPTY.database} = host=127.0.0.1 port=${server.port}
[pgbouncer]
listen_addr = 127.0.0.1
listen_port = ${port}
unix_socket_dir =
auth_type = scram-sha-256
auth_file = ${path.join(folder, 'users.txt')}
pool_mode = transaction
default_pool_size = 2
server_lifetime = 1
`,
);
const nobody = fs.statSync(server.data);
const owner = process.getuid?.() === 0 ? { uid: nobody.uid, gid: nobody.gid } : undefined;
fs.chmodSync(folder, 0o755);
const bouncer = arena.supervisor.start('pgbouncer', 'pgbouncer', [path.join(folder, 'pgbouncer.ini')], {
  owner,
  cwd: folder,
});
await waitUntil(
  () => fs.existsSync(bouncer.log) && fs.readFileSync(bouncer.log, 'utf8').includes('process up'),
  5_000,
);
const source = arena.reader(server, { port });

test('W18 previews, lists and samples pass through PgBouncer in transaction mode', async () => {
  assert.equal((await arena.verify(source)).status, 200);
  assert.ok((await arena.ask('relations', { connectionString: source })).body.relations.length >= 2);
  const relation = { schema: 'public', name: 't' };
  assert.equal((await arena.ask('sample', { connectionString: source, relation })).body.rows.length, 10);
  assert.equal((await arena.preview(source)).body.payloads[0].body, '{"user":{"id":1}}');
});

test('W18 a relation is described, by one statement with parameters after another', async () => {
  const relation = { schema: 'public', name: 't' };
  for (let i = 0; i < 6; i++) {
    const { status, body } = await arena.ask('relation', { connectionString: source, relation });
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
  assert.deepEqual(rows, [], 'a statement stays in a server process that others use too');
});

test('W18 a catalog statement whose reader goes ends at its own timeout', async (context) => {
  const holder = new pg.Client({ connectionString: server.url });
  await holder.connect();
  context.after(() => holder.end());
  await holder.query('BEGIN; LOCK TABLE pg_catalog.pg_description IN ACCESS EXCLUSIVE MODE');
  const waiting = async () =>
    (await holder.query(`SELECT FROM pg_stat_activity WHERE usename = 'reader' AND wait_event_type = 'Lock'`))
      .rowCount;
  const gone = new AbortController();
  const running = arena.ask('relations', { connectionString: source }, gone.signal).catch(() => undefined);
  const began = performance.now();
  while (!(await waiting())) assert.ok(performance.now() - began < 400, 'it does not wait for the lock');
  gone.abort();
  await running;
  // PgBouncer forgets a client with its connection, and no cancel request finds the backend then.
  while (await waiting()) assert.ok(performance.now() - began < 1_500, 'the statement still waits');
  await holder.query('COMMIT');
  assert.equal((await arena.ask('relations', { connectionString: source })).status, 200);
});

test('W18 two workers export every row once', async () => {
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

test('W18 more at once than it has server connections', async () => {
  const answers = await Promise.all(Array.from({ length: 12 }, () => arena.preview(source)));
  assert.deepEqual(new Set(answers.map(({ status }) => status)), new Set([200]));
});

test('W18 a server connection that it has swapped', async () => {
  await arena.sql(server, `SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE usename = 'reader'`);
  await arena.untilItWorks(() => arena.preview(source));
  await new Promise((resolve) => setTimeout(resolve, 1_500));
  assert.equal((await arena.preview(source)).status, 200);
});

test('W18 statements keep their timeout, and leave no setting behind', async () => {
  assertProblem(await arena.preview(source, 'slow'), ['query_timeout'], 5_000);
  assert.equal((await arena.preview(source)).status, 200);
  await arena.nothingLeft(server);
});

test('W18 a reader that goes takes its backend with it', async () => {
  const gone = new AbortController();
  const relation = { schema: 'public', name: 'slow' };
  const running = arena
    .ask('preview', { connectionString: source, relation, mapping: { version: 1, fields: [] } }, gone.signal)
    .catch(() => undefined);
  const began = performance.now();
  // PgBouncer keeps the names of its own clients to itself.
  const computing = async () =>
    (await arena.sql(server, `SELECT 1 FROM pg_stat_activity WHERE wait_event = 'PgSleep'`)).length;
  while ((await computing()) === 0) assert.ok(performance.now() - began < 2_500, 'it never computed');
  gone.abort();
  await running;
  const left = performance.now();
  while ((await computing()) > 0) assert.ok(performance.now() - left < 2_000, 'the backend still computes');
});
