// @ts-check
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Arena, assertProblem } from './arena.mjs';
import { FaultyProxy } from './proxy.mjs';

const arena = await Arena.open();
const server = await arena.postgres();
const pause = (/** @type {number} */ ms) => new Promise((resolve) => setTimeout(resolve, ms));

/** A proxy to the server, closed with the test. @param {import('node:test').TestContext} context */
async function proxyFor(context) {
  const proxy = await FaultyProxy.open(server.port);
  context.after(() => proxy.close());
  return proxy;
}

test('a preview fails with connection_lost if its connection is reset', async (context) => {
  const proxy = await proxyFor(context);
  const source = arena.reader(server, { port: proxy.port });
  const running = arena.preview(source, 'slow');
  await pause(500);
  proxy.reset();
  assertProblem(await running, ['connection_lost'], 2_000);
  assert.equal((await arena.preview(source)).status, 200);
  await arena.sql(
    server,
    `SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE wait_event = 'PgSleep'`,
  );
  await arena.nothingLeft(server);
});

test('a preview times out if the network stalls', async (context) => {
  const proxy = await proxyFor(context);
  const source = arena.reader(server, { port: proxy.port });
  const running = arena.preview(source, 'slow');
  await pause(500);
  proxy.stall();
  assertProblem(await running, ['query_timeout'], 5_000);
  proxy.flow();
  assert.equal((await arena.preview(source)).status, 200);
  await arena.nothingLeft(server);
});

test('a preview succeeds after the network of a pooled connection recovers', async (context) => {
  const statusAfterStall = async () => {
    const proxy = await proxyFor(context);
    const source = arena.reader(server, { port: proxy.port });
    assert.equal((await arena.preview(source)).status, 200);
    proxy.stall();
    assertProblem(await arena.preview(source), ['query_timeout'], 5_000);
    proxy.flow();
    return (await arena.preview(source)).status;
  };
  // On a busy machine, the request after the stall may reach its own timeout.
  let status = await statusAfterStall();
  for (let tries = 1; status === 504 && tries < 3; tries++) status = await statusAfterStall();
  assert.equal(status, 200);
});

test('cancel requests of several workers are sent at the same time', async (context) => {
  const proxy = await proxyFor(context);
  await arena.sql(
    server,
    `CREATE TABLE large AS SELECT i AS id, repeat('x', 1000) AS filler FROM generate_series(1, 50000) i;
     GRANT SELECT ON large TO reader`,
  );
  const body = {
    connectionString: arena.reader(server, { port: proxy.port }),
    relation: { schema: 'public', name: 'large' },
    mapping: { version: 1, fields: [{ to: 'filler', column: 'filler' }] },
    workers: 8,
  };
  // A cancel request without a response times out after a second, on a busy machine perhaps before the last one begins.
  for (let tries = 0; proxy.mostCancels < 8 && tries < 10; tries++) {
    await arena.export(body, { leaveAfterBytes: 1 });
    proxy.stall();
    while ((await arena.sessions(server)) > 0) await pause(50);
    proxy.flow();
  }
  assert.equal(proxy.mostCancels, 8);
});

test('databases that do not respond do not delay previews of another database', async (context) => {
  const proxy = await proxyFor(context);
  proxy.stall();
  // Separate sources, because requests for the same source would wait for one another.
  const hanging = Array.from({ length: 8 }, (_, i) =>
    arena.preview(arena.reader(server, { port: proxy.port, password: `other-${i}` })),
  );
  const times = [];
  for (let i = 0; i < 20; i++) {
    const response = await arena.preview(arena.reader(server));
    assert.equal(response.status, 200);
    times.push(response.ms);
  }
  // Requests to hanging databases time out after two seconds. A dropped connection is tried again after one.
  assert.ok(Math.max(...times) < 900, `the slowest took ${Math.max(...times)} ms`);
  for (const response of await Promise.all(hanging)) assertProblem(response, ['connect_timeout'], 4_000);
});

test('repeated faults leak no descriptors or threads', async (context) => {
  const proxy = await proxyFor(context);
  const source = arena.reader(server, { port: proxy.port });
  await arena.preview(source);
  await pause(6_000);
  const before = arena.held();
  for (let round = 0; round < 30; round++) {
    const client = new AbortController();
    const relation = { schema: 'public', name: 'slow' };
    const mapping = { version: 1, fields: [] };
    const left = arena
      .request('preview', { connectionString: source, relation, mapping }, client.signal)
      .catch(() => undefined);
    const others = [arena.preview(source), arena.verify(arena.reader(server, { password: 'wrong' }))];
    await pause(30);
    if (round % 2) proxy.reset();
    else client.abort();
    await Promise.all([left, ...others]);
  }
  proxy.reset();
  // A server that loses its network runs the query until the statement timeout.
  await pause(4_000);
  await arena.nothingLeft(server);
  const next = await arena.preview(source);
  assert.equal(next.status, 200, JSON.stringify(next.body));
  await pause(6_000);
  const { descriptors, threads } = arena.held();
  assert.ok(
    descriptors <= before.descriptors + 4,
    `${descriptors} descriptors, ${before.descriptors} before`,
  );
  assert.ok(threads <= before.threads, `${threads} threads, ${before.threads} before`);
});
