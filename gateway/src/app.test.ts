import { connect } from 'node:net';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { Connection, Problem, problemKinds, problemType, type ProblemCode } from '@rowhook/contracts';
import { answering, startEngineDouble, verified, type EngineDouble } from '../test/support/engine-double.js';
import { postJson, startGateway, type TestGateway } from '../test/support/gateway.js';
import { rawRequest } from '../test/support/raw-http.js';

const CANARY = 'canary-9f3b';
const connectionString = `postgres://app:${CANARY}@db.internal/shop`;
const relation = { schema: 'public', name: 'customers' };

let double: EngineDouble;
let gateway: TestGateway;
let api: string;

beforeAll(async () => {
  double = await startEngineDouble();
  gateway = await startGateway({
    ENGINE_URL: double.url,
    DEMO_DATABASE_URL: `postgres://demo:demo-${CANARY}@localhost/demo`,
  });
  api = `${gateway.origin}/api/v1`;
});
afterAll(async () => {
  await gateway.app.close();
  await double.close();
});
beforeEach(() => {
  double.answer = answering(verified);
  double.seen.length = 0;
});

async function connectToken(body: unknown = { connectionString }): Promise<string> {
  return Connection.parse(await (await postJson(`${api}/connections`, body)).json()).token;
}

async function expectProblem(response: Response, code: ProblemCode): Promise<Problem> {
  const problem = Problem.parse(await response.json());
  const { status, title, retryable } = problemKinds[code];
  expect(problem).toMatchObject({ code, status, title, retryable, type: problemType(code) });
  expect(response.status).toBe(status);
  expect(response.headers.get('content-type')).toBe('application/problem+json; charset=utf-8');
  expect(response.headers.get('x-request-id')).toBe(problem.requestId);
  expect(response.headers.get('cache-control')).toBe('no-store');
  return problem;
}

describe('requests that break the contract', () => {
  const bodies: [string, string, unknown, string][] = [
    ['an empty object', '/connections', {}, '/connectionString'],
    ['an empty connection string', '/connections', { connectionString: '' }, '/connectionString'],
    ['4,097 characters', '/connections', { connectionString: 'x'.repeat(4097) }, '/connectionString'],
    ['a number for text', '/connections', { connectionString: 5 }, '/connectionString'],
    ['an unknown key', '/connections', { connectionString: 'x', pasword: 'y' }, ''],
    ['an unknown offer', '/connections', { use: 'production' }, '/use'],
    ['an offer not made here', '/connections', { use: 'configured' }, '/use'],
    ['a string and an offer', '/connections', { use: 'demo', connectionString: 'x' }, ''],
    ['null', '/connections', null, ''],
    ['a list', '/connections', [], ''],
    ['no rows', '/samples', { relation, rows: { limit: 0 } }, '/rows/limit'],
    ['101 rows', '/samples', { relation, rows: { limit: 101 } }, '/rows/limit'],
    ['half a row', '/samples', { relation, rows: { limit: 1.5 } }, '/rows/limit'],
    ['an unknown pick', '/samples', { relation, rows: { pick: 'random' } }, '/rows/pick'],
    ['a relation without schema', '/samples', { relation: { name: 't' } }, '/relation/schema'],
    [
      'another mapping version',
      '/previews',
      { relation, mapping: { version: 2, fields: [] } },
      '/mapping/version',
    ],
    [
      'a field without source',
      '/previews',
      { relation, mapping: { version: 1, fields: [{ to: 'a' }] } },
      '/mapping/fields/0/column',
    ],
    [
      'a constant beyond JSON',
      '/previews',
      `{"relation":${JSON.stringify(relation)},"mapping":{"version":1,"fields":[{"to":"a","value":1e999}]}}`,
      '/mapping/fields/0/value',
    ],
  ];
  it.each(bodies)('%s to %s', async (_name, path, body, pointer) => {
    const headers = { authorization: `Bearer ${await connectToken()}` };
    double.seen.length = 0;
    const problem = await expectProblem(await postJson(api + path, body, headers), 'request_invalid');
    expect(problem.errors?.map((error) => error.pointer)).toContain(pointer);
    expect(double.seen).toEqual([]);
  });

  it('names the nearest known key', async () => {
    const problem = await expectProblem(
      await postJson(`${api}/connections`, { connectionStrin: 'x' }),
      'request_invalid',
    );
    expect(JSON.stringify(problem.errors)).toContain('Did you mean \\"connectionString\\"?');
  });

  it.each([
    ['/relation?schema=public', '?name'],
    ['/relation?schema=&name=t', '?schema'],
    ['/relation?schema=public&name=t&nam=u', '?nam'],
    ['/relation?schema=a&schema=b&name=t', '?schema'],
    ['/relations?system=maybe', '?system'],
  ])('the query of %s', async (path, pointer) => {
    const headers = { authorization: `Bearer ${await connectToken()}` };
    const problem = await expectProblem(await fetch(api + path, { headers }), 'request_invalid');
    expect(problem.errors?.map((error) => error.pointer)).toContain(pointer);
  });

  it.each([
    ['malformed', '{"connectionString":'],
    ['empty', ''],
    ['10,000 lists deep', '['.repeat(10_000) + ']'.repeat(10_000)],
    ['10,000 objects deep', '{"a":'.repeat(10_000) + '1' + '}'.repeat(10_000)],
    ['poisoned', '{"__proto__":{"connectionString":"x"}}'],
  ])('a body that is %s', async (_name, body) => {
    await expectProblem(await postJson(`${api}/connections`, body), 'request_invalid');
  });

  it('takes 2 MiB and not more', async () => {
    const padded = (bytes: number) => JSON.stringify({ connectionString: 'x' }).padEnd(bytes, ' ');
    expect((await postJson(`${api}/connections`, padded(2 * 1024 * 1024))).status).toBe(201);
    await expectProblem(
      await postJson(`${api}/connections`, padded(2 * 1024 * 1024 + 1)),
      'request_too_large',
    );
  });

  it('limits a chunked body as well', async () => {
    let left = 12;
    const body = new ReadableStream({
      pull: (controller) =>
        left-- > 0 ? controller.enqueue(Buffer.alloc(256 * 1024, ' ')) : controller.close(),
    });
    const init = { method: 'POST', headers: { 'content-type': 'application/json' }, body, duplex: 'half' };
    await expectProblem(await fetch(`${api}/connections`, init as RequestInit), 'request_too_large');
  });

  it.each(['text/plain', 'application/x-www-form-urlencoded', 'multipart/form-data', 'application/xml'])(
    'a body of %s',
    async (type) => {
      const response = await postJson(`${api}/connections`, '{"connectionString":"x"}', {
        'content-type': type,
      });
      await expectProblem(response, 'unsupported_media_type');
    },
  );

  it.each([
    ['GET', '/nowhere'],
    ['GET', '/connections'],
    ['DELETE', '/connections'],
    ['GET', '/relation/'],
    ['GET', '/%zz'],
  ])('%s %s is not found', async (method, path) => {
    await expectProblem(await fetch(api + path, { method }), 'not_found');
  });
});

describe('what is not HTTP', () => {
  it.each<[string, string[], ProblemCode]>([
    ['noise', ['\u0016\u0003\u0001 no HTTP'], 'request_invalid'],
    ['headers without end', ['GET / HTTP/1.1', `X: ${'x'.repeat(70_000)}`], 'request_too_large'],
    [
      'two lengths',
      ['POST /api/v1/connections HTTP/1.1', 'Content-Length: 1', 'Transfer-Encoding: chunked'],
      'request_invalid',
    ],
  ])('%s is a problem like any other', async (_name, lines, code) => {
    const { status, headers, body } = await rawRequest(gateway.origin, lines);
    expect(status).toBe(problemKinds[code].status);
    expect(headers['content-type']).toBe('application/problem+json');
    expect(Problem.parse(JSON.parse(body))).toMatchObject({ code, requestId: headers['x-request-id'] });
  });
});

describe('the connection token', () => {
  it('carries the connection string to the engine, once it has been given', async () => {
    const token = await connectToken({ connectionString, password: 'raw' });
    double.answer = answering({ relations: [] });
    const response = await fetch(`${api}/relations?system=true`, {
      headers: { authorization: `Bearer ${token}` },
    });
    expect(await response.json()).toEqual({ relations: [] });
    expect(JSON.parse(double.seen[1]?.body ?? '')).toEqual({
      connectionString,
      password: 'raw',
      system: true,
    });
  });

  it('stands for the demo database without its connection string', async () => {
    const response = await postJson(`${api}/connections`, { use: 'demo' });
    const text = await response.text();
    expect(response.status).toBe(201);
    expect(text).not.toContain(CANARY);
    expect(double.seen[0]?.body).toContain(`demo-${CANARY}`);
  });

  it('works for the longest connection string and password there may be', async () => {
    const longest = { connectionString: '€'.repeat(4096), password: '€'.repeat(4096) };
    const headers = { authorization: `Bearer ${await connectToken(longest)}` };
    double.answer = answering({ relations: [] });
    expect((await fetch(`${api}/relations`, { headers })).status).toBe(200);
  });

  it.each([undefined, 'Bearer', 'Bearer x', 'Basic eDp5', 'Bearer a.b.c.d.e'])(
    '%s is refused',
    async (authorization) => {
      const headers = authorization === undefined ? {} : { authorization };
      await expectProblem(await fetch(`${api}/relations`, { headers }), 'connection_expired');
      await expectProblem(await postJson(`${api}/previews`, {}, headers), 'connection_expired');
      expect(double.seen).toEqual([]);
    },
  );
});

describe('answers', () => {
  it('that break the contract are internal and say no more', async () => {
    double.answer = answering({ ...verified, server: { version: CANARY } });
    const problem = await expectProblem(
      await postJson(`${api}/connections`, { connectionString }),
      'internal',
    );
    expect(problem.detail).toContain('requestId');
    expect(gateway.logs.at(-2)).toContain('breaks the contract: /server/database');
  });

  it('say when to try again', async () => {
    const { status, title, retryable } = problemKinds.overloaded;
    const common = { type: problemType('overloaded'), title, status, code: 'overloaded', retryable };
    double.answer = answering({ ...common, detail: 'Busy.', requestId: 'engine-1' }, 503);
    const response = await postJson(`${api}/connections`, { connectionString });
    const problem = await expectProblem(response, 'overloaded');
    expect(Number(response.headers.get('retry-after'))).toBeGreaterThan(0);
    expect(problem.requestId).not.toBe('engine-1');
  });

  it.each(['/api/v1/settings', '/docs/', '/nowhere', '/healthz'])(
    'of %s carry the security headers',
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

  it('grant nothing to another origin', async () => {
    const foreign = { origin: 'https://evil.example', 'access-control-request-method': 'POST' };
    const preflight = await fetch(`${api}/connections`, { method: 'OPTIONS', headers: foreign });
    expect(preflight.status).toBe(404);
    const response = await fetch(`${api}/settings`, { headers: foreign });
    for (const { headers } of [preflight, response]) {
      expect([...headers.keys()].filter((name) => name.startsWith('access-control'))).toEqual([]);
    }
  });
});

describe('the request id', () => {
  it('is the given one when it is a plain token', async () => {
    const response = await postJson(
      `${api}/connections`,
      { connectionString },
      { 'x-request-id': 'job-17.a_B' },
    );
    expect(response.headers.get('x-request-id')).toBe('job-17.a_B');
    expect(double.seen[0]?.headers['x-request-id']).toBe('job-17.a_B');
    expect(gateway.logs.at(-1)).toContain('"requestId":"job-17.a_B"');
  });

  it.each(['', 'a b', 'x'.repeat(65), '"quoted"', '{}'])('is a new one instead of %j', async (given) => {
    const response = await fetch(`${api}/settings`, { headers: { 'x-request-id': given } });
    expect(response.headers.get('x-request-id')).toMatch(/^[0-9a-f-]{36}$/);
  });
});

describe('the log', () => {
  it('has one line for a client that left', async () => {
    double.answer = () => undefined;
    const { hostname, port, host } = new URL(gateway.origin);
    const body = JSON.stringify({ connectionString });
    const socket = connect(Number(port), hostname);
    socket.write(
      `POST /api/v1/connections HTTP/1.1\r\nHost: ${host}\r\nX-Request-Id: leaver\r\n` +
        `Content-Type: application/json\r\nContent-Length: ${body.length}\r\n\r\n${body}`,
    );
    await expect.poll(() => double.seen.length).toBe(1);
    socket.destroy();
    await expect.poll(() => gateway.logs.filter((line) => line.includes('leaver'))).toHaveLength(1);
    expect(gateway.logs.at(-1)).toContain('"status":499');
  });

  it('never holds a password, a token or a query', async () => {
    const token = await connectToken({ connectionString, password: CANARY });
    const headers = { authorization: `Bearer ${token}` };
    await fetch(`${api}/relation?schema=${CANARY}&name=${CANARY}`, { headers });
    await postJson(`${api}/connections`, `{"connectionString":"${CANARY}"`);
    await postJson(`${api}/connections`, { connectionString: CANARY, [CANARY]: CANARY });
    double.answer = (_request, response) => response.writeHead(200).end(`not JSON: ${CANARY}`);
    await postJson(`${api}/connections`, { connectionString });
    const log = gateway.logs.join('');
    expect(log).toContain('"msg":"request"');
    expect(log).not.toContain(CANARY);
    expect(log).not.toContain(token);
  });
});

describe('health', () => {
  it('is alive without an engine, and ready only with one', async () => {
    double.answer = answering({ status: 'ready' });
    expect((await fetch(`${gateway.origin}/healthz`)).status).toBe(200);
    expect((await fetch(`${gateway.origin}/readyz`)).status).toBe(200);
    const alone = await startGateway({ ENGINE_URL: 'http://127.0.0.1:1' });
    expect((await fetch(`${alone.origin}/healthz`)).status).toBe(200);
    await expectProblem(await fetch(`${alone.origin}/readyz`), 'engine_unavailable');
    await alone.app.close();
  });
});
