import { describe, expect, it } from 'vitest';
import { Problem } from '@rowhook/contracts';
import { createValidators, postJson, startGateway, testConfig } from '../test/support/gateway.js';
import { respondWith, respondWithProblem, verified } from '../test/support/mock-engine.js';
import { CANARY, connectionString, expectProblem, withMockEngine } from '../test/support/mocked-gateway.js';
import { rawRequest } from '../test/support/raw-http.js';
import { buildApp } from './app.js';
import type { Engine } from './engine/client.js';

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

describe('disconnected client', () => {
  it('has its request cancelled in the engine', async () => {
    const client = new AbortController();
    gateway.engine.respond = ({ url }, response) => {
      if (url === '/v1/cancel') response.writeHead(200).end('{"cancelled":true}');
      else client.abort();
    };
    const headers = { 'x-request-id': 'cancelled' };
    const call = postJson(`${gateway.api}/connections`, { connectionString }, headers, client.signal);
    await expect(call).rejects.toThrow();
    await expect
      .poll(() => gateway.engine.seen.map((request) => [request.url, request.body]))
      .toContainEqual([
        '/v1/cancel',
        JSON.stringify({ requestId: gateway.engine.seen[0]?.headers['x-request-id'] }),
      ]);
  });

  it('does not cancel another request with the same id', async () => {
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
});

describe('response', () => {
  it('is an internal error without details if the engine breaks the contract', async () => {
    gateway.engine.respond = respondWith({ ...verified, server: { version: CANARY } });
    const problem = await expectProblem(
      await postJson(`${gateway.api}/connections`, { connectionString }),
      'internal',
    );
    expect(problem.detail).toContain('requestId');
    expect(gateway.logs.at(-2)).toContain('breaks the contract: /server/database');
    expect(gateway.logs.join('')).not.toContain(CANARY);
  });

  /** Connects through a gateway whose engine client makes calls like this. */
  async function connectWith(call: Engine['call']) {
    let log = '';
    const unused = () => Promise.reject(new Error('unexpected call'));
    const app = await buildApp({
      config: testConfig(),
      engine: { call, relay: unused, export: unused, ready: unused, close: () => undefined },
      validators: createValidators(),
      logStream: { write: (line) => (log += line) },
    });
    const payload = { connectionString };
    const headers = { host: 'localhost:0' };
    const response = await app.inject({ method: 'POST', url: '/api/v1/connections', headers, payload });
    await app.close();
    return { response, log };
  }

  it('to an unexpected error has no details, and neither does the log', async () => {
    const { response, log } = await connectWith(() => Promise.reject(new TypeError(`cannot read ${CANARY}`)));
    expect(Problem.parse(response.json())).toMatchObject({ status: 500, code: 'internal' });
    expect(log).toMatch(/"type":"TypeError","at":\["at /);
    expect(response.body + log).not.toContain(CANARY);
  });

  it('is an internal error without details if the gateway breaks the contract', async () => {
    const broken = { ...verified, server: { version: CANARY } };
    const { response, log } = await connectWith(() => Promise.resolve(broken as never));
    expect(Problem.parse(response.json())).toMatchObject({ status: 500, code: 'internal' });
    expect(log).toContain('the response of /api/v1/connections breaks the contract: /server/database');
    expect(response.body + log).not.toContain(CANARY);
  });

  it.each([
    [{}, { demo: false, configured: false, timeLimitMs: 17_000 }],
    [{ DATABASE_URL: connectionString }, { demo: false, configured: true, timeLimitMs: 17_000 }],
    [{ DEMO_DATABASE_URL: connectionString }, { demo: true, configured: false, timeLimitMs: 17_000 }],
    [{ REQUEST_TIMEOUT_MS: '60000' }, { demo: false, configured: false, timeLimitMs: 62_000 }],
  ])(
    'of /settings with %j lists the offered connections without their values',
    async (environment, offers) => {
      const { app, origin } = await startGateway(environment);
      const settings: unknown = await (await fetch(`${origin}/api/v1/settings`)).json();
      await app.close();
      expect(settings).toEqual({
        version: expect.stringMatching(/^\d/) as string,
        engineUrl: expect.stringMatching(/^http:/) as string,
        ...offers,
      });
    },
  );

  it.each([
    [{}, 'http://127.0.0.1:7070'],
    [{ ENGINE_URL: 'http://engine:7070' }, 'http://engine:7070'],
    [{ ENGINE_URL: 'http://engine:7070', PUBLISHED_ENGINE_URL: 'https://box/engine/' }, 'https://box/engine'],
  ])('of /settings with %j has the engine URL %s', async (environment, engineUrl) => {
    const { app, origin } = await startGateway(environment);
    const settings: unknown = await (await fetch(`${origin}/api/v1/settings`)).json();
    await app.close();
    expect(settings).toMatchObject({ engineUrl });
  });

  it('has Retry-After if the engine is overloaded', async () => {
    gateway.engine.respond = respondWithProblem('overloaded');
    const response = await postJson(`${gateway.api}/connections`, { connectionString });
    const problem = await expectProblem(response, 'overloaded');
    expect(Number(response.headers.get('retry-after'))).toBeGreaterThan(0);
    expect(problem.requestId).not.toBe('engine-1');
  });

  it('has WWW-Authenticate if the connection token is missing', async () => {
    const response = await fetch(`${gateway.api}/relations`);
    await expectProblem(response, 'connection_expired');
    expect(response.headers.get('www-authenticate')).toBe('Bearer');
  });

  it.each(['/api/v1/settings', '/docs/', '/nowhere', '/healthz'])(
    'for %s has the security headers',
    async (path) => {
      const { headers } = await fetch(gateway.origin + path);
      const policy = headers.get('content-security-policy') ?? '';
      expect(policy).toContain("default-src 'none'");
      expect(policy).toContain("script-src 'self'");
      expect(policy).toContain("style-src 'self'");
      expect(policy).toContain("frame-ancestors 'none'");
      expect(policy).not.toContain('unsafe');
      expect(headers.get('referrer-policy')).toBe('no-referrer');
      expect(headers.get('x-content-type-options')).toBe('nosniff');
    },
  );

  it('has no CORS headers for another origin', async () => {
    const foreign = { origin: 'https://evil.example', 'access-control-request-method': 'POST' };
    const preflight = await fetch(`${gateway.api}/connections`, { method: 'OPTIONS', headers: foreign });
    expect(preflight.status).toBe(404);
    const response = await fetch(`${gateway.api}/settings`, { headers: foreign });
    for (const { headers } of [preflight, response]) {
      expect([...headers.keys()].filter((name) => name.startsWith('access-control'))).toEqual([]);
    }
  });
});

describe('health endpoints', () => {
  it('/healthz succeeds without an engine, /readyz only with one', async () => {
    gateway.engine.respond = respondWith({ status: 'ready' });
    expect((await fetch(`${gateway.origin}/healthz`)).status).toBe(200);
    expect((await fetch(`${gateway.origin}/readyz`)).status).toBe(200);
    const alone = await startGateway({ ENGINE_URL: 'http://127.0.0.1:1' });
    expect((await fetch(`${alone.origin}/healthz`)).status).toBe(200);
    await expectProblem(await fetch(`${alone.origin}/readyz`), 'engine_unavailable');
    await alone.app.close();
  });
});

it('an unknown expectation of the client is ignored', async () => {
  const { host } = new URL(gateway.origin);
  const lines = ['GET /api/v1/settings HTTP/1.1', `Host: ${host}`, 'Expect: a-miracle'];
  expect((await rawRequest(gateway.origin, lines)).status).toBe(200);
});

describe('unknown paths', () => {
  it.each([
    ['GET', '/nowhere'],
    ['GET', '/connections'],
    ['DELETE', '/connections'],
    ['GET', '/relation/'],
    ['GET', '/%zz'],
  ])('%s %s is not found', async (method, path) => {
    await expectProblem(await fetch(gateway.api + path, { method }), 'not_found');
  });

  const odd = ['/%2e%2e/x', '/../x', '/a/%2e%2e', '/..', '/assets/..%5c..%5cx', '/%5c', '/%00', '/a%00b'];
  const below = [
    '/assets/%00',
    '/docs/%00',
    '/docs/static/..%5cx',
    '/docs/static/%2e%2e/%2e%2e/package.json',
  ];
  const more = ['/api/v1/%00', '/api/v1/%2e%2e/x', '/docs/problems/..%2f..%2fx', '//x', '/%ff', '/%2F%2F'];
  it.each(
    [...odd, ...below, ...more].flatMap((path) => ['GET', 'HEAD', 'POST'].map((method) => [method, path])),
  )('%s %s is not found and logs no error', async (method, path) => {
    const logged = gateway.logs.length;
    const { host } = new URL(gateway.origin);
    const { status } = await rawRequest(gateway.origin, [`${method} ${path} HTTP/1.1`, `Host: ${host}`]);
    expect(status).toBe(404);
    expect(gateway.logs.slice(logged).join('')).not.toContain('"level":"error"');
  });
});
