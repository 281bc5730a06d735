import { describe, expect, it } from 'vitest';
import { postJson } from '../../test/support/gateway.js';
import { respondWith, verified } from '../../test/support/mock-engine.js';
import {
  CANARY,
  connectionString,
  expectProblem,
  withMockEngine,
} from '../../test/support/mocked-gateway.js';

const gateway = withMockEngine();

describe('connection token', () => {
  it('passes the connection string to the engine', async () => {
    const token = await gateway.connectToken({ connectionString, password: 'raw' });
    gateway.engine.respond = respondWith({ relations: [] });
    const response = await fetch(`${gateway.api}/relations?system=true`, {
      headers: { authorization: `Bearer ${token}` },
    });
    expect(await response.json()).toEqual({ relations: [] });
    expect(JSON.parse(gateway.engine.seen[1]?.body ?? '')).toEqual({
      connectionString,
      password: 'raw',
      system: true,
    });
  });

  it('can stand for the demo database without revealing its connection string', async () => {
    const response = await postJson(`${gateway.api}/connections`, { use: 'demo' });
    const text = await response.text();
    expect(response.status).toBe(201);
    expect(text).not.toContain(CANARY);
    expect(gateway.engine.seen[0]?.body).toContain(`demo-${CANARY}`);
  });

  it('supports the longest allowed connection string and password', async () => {
    const longest = { connectionString: '€'.repeat(4096), password: '€'.repeat(4096) };
    const headers = { authorization: `Bearer ${await gateway.connectToken(longest)}` };
    gateway.engine.respond = respondWith({ relations: [] });
    expect((await fetch(`${gateway.api}/relations`, { headers })).status).toBe(200);
  });

  it.each([undefined, 'Bearer', 'Bearer x', 'Basic eDp5', 'Bearer a.b.c.d.e'])(
    '%s is rejected',
    async (authorization) => {
      const headers = authorization === undefined ? {} : { authorization };
      await expectProblem(await fetch(`${gateway.api}/relations`, { headers }), 'connection_expired');
      await expectProblem(await postJson(`${gateway.api}/previews`, {}, headers), 'connection_expired');
      expect(gateway.engine.seen).toEqual([]);
    },
  );
});

it('a disconnected client does not cancel another request with the same id', async () => {
  const client = new AbortController();
  const cancelled: string[] = [];
  const calls: string[] = [];
  let respondToFirst = (): void => undefined;
  gateway.engine.respond = ({ url, headers }, response, body) => {
    if (url === '/v1/cancel') {
      cancelled.push((JSON.parse(body) as { requestId: string }).requestId);
      response.end('{"cancelled":true}');
      respondToFirst();
    } else if (calls.push(String(headers['x-request-id'])) === 2) {
      client.abort();
    } else {
      respondToFirst = () => void response.end(JSON.stringify(verified));
    }
  };
  const call = (signal?: AbortSignal) =>
    postJson(`${gateway.api}/connections`, { connectionString }, { 'x-request-id': 'shared' }, signal);
  const first = call();
  await expect.poll(() => calls.length).toBe(1);
  await expect(call(client.signal)).rejects.toThrow();
  const response = await first;
  expect(response.status).toBe(201);
  expect(response.headers.get('x-request-id')).toBe('shared');
  expect(calls[0]).not.toBe(calls[1]);
  expect(cancelled).toEqual([calls[1]]);
});
