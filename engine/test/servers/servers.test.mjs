// @ts-check
import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import { test } from 'node:test';
import { Arena, assertProblem } from './arena.mjs';

const arena = await Arena.open();

test('previews fail with database_busy at max_connections, and succeed afterwards', async () => {
  const server = await arena.postgres([
    'max_connections=8',
    'superuser_reserved_connections=3',
    'max_wal_senders=0',
  ]);
  const held = arena.reader(server);
  // Each connection string has its own pool, and each pool keeps its session.
  const pools = [3, 4, 5, 6, 7].map((seconds) => `${held}?connect_timeout=${seconds}&sslmode=`);
  for (const [at, source] of pools.entries())
    assert.equal((await arena.preview(`${source}${at % 2 ? 'disable' : 'prefer'}`)).status, 200);
  const more = [
    '?sslmode=allow',
    '?channel_binding=disable',
    '?channel_binding=prefer',
    '?channel_binding=prefer&sslmode=disable',
  ];
  const responses = [];
  for (const parameters of more) responses.push(await arena.preview(held + parameters));
  const full = responses.find(({ status }) => status !== 200);
  assert.ok(full, 'the server was never full');
  assertProblem(full, ['database_busy'], 2_000);
  await arena.sql(
    server,
    `SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = 'rowhook'`,
  );
  assert.equal((await arena.preview(held)).status, 200);
  await arena.nothingLeft(server);
});

test('connecting fails with database_unavailable while the server starts', async () => {
  const server = await arena.postgres();
  await server.shutDown();
  const signal = path.join(server.data, 'standby.signal');
  fs.writeFileSync(signal, '');
  await server.boot(['hot_standby=off']);
  assertProblem(await arena.verify(arena.reader(server)), ['database_unavailable'], 2_000);
  await server.shutDown();
  fs.rmSync(signal);
  await server.boot();
  assert.equal((await arena.verify(arena.reader(server))).status, 200);
  await arena.nothingLeft(server);
});

test('a hot standby supports previews, queries and filters', async () => {
  const server = await arena.postgres();
  await server.shutDown();
  fs.writeFileSync(path.join(server.data, 'standby.signal'), '');
  await server.boot();
  const { status, body } = await arena.verify(arena.reader(server));
  assert.equal(status, 200);
  assert.equal(body.server.standby, true);
  assert.equal((await arena.preview(arena.reader(server))).body.payloads[0].body, '{"user":{"id":1}}');
  const connectionString = arena.reader(server);
  const mapping = { version: 1, fields: [{ to: 'n', column: 'n' }] };
  const query = 'SELECT count(*) AS n FROM t';
  assert.equal(
    (await arena.request('preview', { connectionString, query, mapping })).body.payloads[0].body,
    '{"n":20000}',
  );
  const relation = { schema: 'public', name: 't' };
  const where = [{ column: 'id', is: '=', value: 17 }];
  const found = await arena.request('sample', { connectionString, relation, where });
  assert.deepEqual(found.body.rows[0].key, ['17']);
});

test('previews recover after a backend was killed', async () => {
  const server = await arena.postgres();
  const running = arena.preview(arena.reader(server), 'slow');
  const other = arena.preview(`${arena.reader(server)}?sslmode=disable`, 'slow');
  let pid;
  while (pid === undefined)
    [{ pid } = { pid: undefined }] = await arena.sql(
      server,
      `SELECT pid FROM pg_stat_activity WHERE wait_event = 'PgSleep'`,
    );
  process.kill(Number(pid), 'SIGKILL');
  assertProblem(await running, ['connection_lost', 'database_unavailable'], 4_000);
  assertProblem(await other, ['connection_lost', 'database_unavailable'], 4_000);
  await arena.untilItWorks(() => arena.preview(arena.reader(server)));
  await arena.nothingLeft(server);
});

test('previews recover after a fast shutdown and a restart', async () => {
  const server = await arena.postgres();
  assert.equal((await arena.preview(arena.reader(server))).status, 200);
  await server.shutDown();
  assertProblem(await arena.preview(arena.reader(server)), ['connect_refused'], 2_000);
  await server.boot();
  assert.equal((await arena.preview(arena.reader(server))).status, 200);
  await arena.nothingLeft(server);
});

test('10,000 relations are listed within three seconds', async () => {
  const server = await arena.postgres(['max_locks_per_transaction=1000']);
  for (let from = 0; from < 10_000; from += 1_000)
    await arena.sql(
      server,
      `DO $$ BEGIN FOR i IN ${from}..${from + 999} LOOP EXECUTE format('CREATE TABLE many_%s (id int)', i); END LOOP; END $$`,
    );
  const { status, body, ms } = await arena.request('relations', { connectionString: arena.reader(server) });
  assert.equal(status, 200);
  assert.equal(body.relations.length, 10_002);
  assert.ok(ms < 3_000, `it took ${ms} ms`);
});
