import { describe, expect, it } from 'vitest';
import { Problem } from '@rowhook/contracts';
import { createValidators, postJson, startGateway, testConfig } from '../test/support/gateway.js';
import { respondWith, respondWithProblem, verified } from '../test/support/mock-engine.js';
import { CANARY, connectionString, expectProblem, withMockEngine } from '../test/support/mocked-gateway.js';
import { rawRequest } from '../test/support/raw-http.js';
import { buildApp } from './app.js';
import type { Engine } from './engine/client.js';

const gateway = withMockEngine();

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
      engine: { call, callWithBytes: unused, export: unused, ready: unused, close: () => undefined },
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
