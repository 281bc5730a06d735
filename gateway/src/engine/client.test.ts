import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { ProblemCode } from '@rowhook/contracts';
import {
  engineProblem,
  respondWith,
  respondWithProblem,
  startMockEngine,
  verified,
  type MockEngine,
} from '../../test/support/mock-engine.js';
import { ClientDisconnected } from '../http/problems.js';
import { createEngine, type Engine } from './client.js';

const TOKEN = 'engine-token-for-tests';
const clientOf = (engineUrl: string, requestTimeoutMs = 1_000) =>
  createEngine({ engineUrl, engineToken: TOKEN, requestTimeoutMs });
const connection = { connectionString: 'postgres://app@db/shop' };

describe('engine client', () => {
  let mock: MockEngine;
  let engine: Engine;
  const caller = () => ({ requestId: 'request-1', signal: new AbortController().signal });
  const verify = () => engine.call('verify', connection, caller());

  beforeEach(async () => {
    mock = await startMockEngine();
    engine = clientOf(mock.url);
  });
  afterEach(async () => {
    engine.close();
    await mock.close();
  });

  it('sends the path, headers and body that the engine expects', async () => {
    mock.respond = respondWith(verified);
    await verify();
    expect(mock.seen).toHaveLength(1);
    expect(mock.seen[0]).toMatchObject({
      url: '/v1/verify',
      headers: {
        authorization: `Bearer ${TOKEN}`,
        'x-request-id': expect.stringMatching(/^request-1-[0-9a-f-]{36}$/) as string,
        'content-type': 'application/json',
      },
      body: JSON.stringify(connection),
    });
  });

  it('drops unknown keys, because responses may be extended', async () => {
    mock.respond = respondWith({ ...verified, new: 1, server: { ...verified.server, new: 2 } });
    expect(await verify()).toEqual(verified);
  });

  it('does not change numbers in a payload', async () => {
    const body = '{"id":9007199254740993,"price":1.10,"big":12345678901234567890.123456789}';
    mock.respond = respondWith({
      payloads: [{ key: ['1'], body, bytes: body.length, issues: [] }],
      sample: { takenAt: '2026-01-01T00:00:00Z', reused: false },
      warnings: [],
      timing: { connectMs: 1, queryMs: 1, mapMs: 0.1 },
    });
    const request = {
      ...connection,
      relation: { schema: 'public', name: 't' },
      mapping: { version: 1 as const, fields: [] },
    };
    const preview = await engine.call('preview', request, caller());
    expect(preview.payloads[0]?.body).toBe(body);
    const response = await engine.callWithBytes('preview', request, caller());
    expect(response.bytes.toString()).toContain(JSON.stringify(body));
  });

  it.each<[string, MockEngine['respond']]>([
    ['is not JSON', (_request, response) => response.writeHead(200).end('<html>')],
    ['is empty', (_request, response) => response.writeHead(200).end()],
    ['lacks a key', respondWith({ ...verified, server: undefined })],
    ['has a key of another type', respondWith({ ...verified, warnings: 'none' })],
    ['has an unexpected status', respondWith(verified, 202)],
    ['is an error without a problem', respondWith({ message: 'oops' }, 500)],
    ['is a problem with an unknown code', respondWithProblem('query_failed', { code: 'made_up' })],
    ['is a problem of another status', respondWith(engineProblem('query_failed'), 200)],
  ])('reports a response that %s as an internal error', async (_name, respond) => {
    mock.respond = respond;
    await expect(verify()).rejects.toMatchObject({ code: 'internal' });
  });

  it('forwards a problem of the engine with its members', async () => {
    const carried = { sqlstate: '53300', hint: 'Wait.', understood: { host: 'db' } };
    mock.respond = respondWithProblem('database_busy', carried, { 'retry-after': '7' });
    await expect(verify()).rejects.toMatchObject({
      code: 'database_busy',
      detail: 'The engine says so.',
      extras: carried,
      retryAfterSeconds: 7,
    });
  });

  it.each<ProblemCode>(['unauthorized', 'not_found'])('reports %s as engine_unavailable', async (code) => {
    mock.respond = respondWithProblem(code);
    await expect(verify()).rejects.toMatchObject({ code: 'engine_unavailable' });
  });

  it('reports an engine that refuses connections', async () => {
    await mock.close();
    const cause = { code: 'ECONNREFUSED' };
    await expect(verify()).rejects.toMatchObject({ code: 'engine_unavailable', cause });
  });

  it('reports an engine that closes the connection during a response', async () => {
    mock.respond = (_request, response) => {
      response.writeHead(200, { 'content-length': 1000 }).write('{');
      setTimeout(() => response.destroy(), 20);
    };
    await expect(verify()).rejects.toMatchObject({ code: 'engine_unavailable' });
  });

  it('times out two seconds after the time limit of the engine', { timeout: 30_000 }, async () => {
    mock.respond = () => undefined;
    // The client adds two seconds, so this client waits for 100 ms.
    const impatient = clientOf(mock.url, -1_900);
    const started = performance.now();
    await expect(impatient.call('verify', connection, caller())).rejects.toMatchObject({
      code: 'engine_timeout',
    });
    expect(performance.now() - started).toBeGreaterThan(90);
    impatient.close();
  });

  it('cancels the call and closes the connection when its client disconnects', async () => {
    const client = new AbortController();
    const hungUp = new Promise((resolve) => {
      mock.respond = (request) => {
        request.socket.once('close', resolve);
        client.abort();
      };
    });
    const call = engine.call('verify', connection, { requestId: 'request-1', signal: client.signal });
    await expect(call).rejects.toBeInstanceOf(ClientDisconnected);
    await hungUp;
    await expect
      .poll(() => mock.seen.map(({ url, body }) => [url, body]))
      .toContainEqual(['/v1/cancel', JSON.stringify({ requestId: mock.seen[0]?.headers['x-request-id'] })]);
  });

  it('sends a unique id with every call, even if clients send the same one', async () => {
    mock.respond = respondWith(verified);
    await Promise.all([verify(), verify(), verify()]);
    const ids = mock.seen.map(({ headers }) => headers['x-request-id']);
    expect(new Set(ids).size).toBe(3);
    await engine.call('verify', connection, { ...caller(), requestId: 'x'.repeat(64) });
    expect(mock.seen[3]?.headers['x-request-id']).toMatch(/^[A-Za-z0-9._-]{1,64}$/);
  });

  it('opens at most 64 connections and queues further calls', { timeout: 30_000 }, async () => {
    const waiting: (() => void)[] = [];
    mock.respond = (_request, response) => {
      waiting.push(() => response.end(JSON.stringify(verified)));
    };
    const patient = clientOf(mock.url, 20_000);
    const calls = Promise.all(
      Array.from({ length: 200 }, () => patient.call('verify', connection, caller())),
    );
    await expect.poll(() => waiting.length, { timeout: 10_000 }).toBe(64);
    await new Promise((resolve) => setTimeout(resolve, 100));
    expect(waiting.length).toBe(64);
    mock.respond = respondWith(verified);
    waiting.forEach((respond) => respond());
    await calls;
    patient.close();
  });

  it('rejects an endless response', { timeout: 30_000 }, async () => {
    const hungUp = new Promise((resolve) => {
      mock.respond = (_request, response) => {
        response.once('close', resolve);
        const piece = Buffer.alloc(1024 * 1024, ' ');
        const more = () => {
          while (!response.destroyed && response.write(piece));
        };
        response.on('drain', more);
        more();
      };
    });
    const patient = clientOf(mock.url, 20_000);
    await expect(patient.call('verify', connection, caller())).rejects.toMatchObject({ code: 'internal' });
    await hungUp;
    patient.close();
  });

  it('retries if the engine drops an idle connection', async () => {
    // Responds once per connection and resets it on the next request, like an engine that restarts.
    const server = createServer((socket) => {
      socket.once('data', () => {
        const body = JSON.stringify(verified);
        socket.write(`HTTP/1.1 200 OK\r\nContent-Length: ${body.length}\r\n\r\n${body}`);
        socket.once('data', () => socket.resetAndDestroy());
      });
      socket.on('error', () => undefined);
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    const resetting = clientOf(url);
    expect(await resetting.call('verify', connection, caller())).toEqual(verified);
    expect(await resetting.call('verify', connection, caller())).toEqual(verified);
    resetting.close();
    server.close();
  });
});
