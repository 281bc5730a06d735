import { connect, type Socket } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import { postJson } from '../../test/support/gateway.js';
import { respondWith, verified, type MockEngine } from '../../test/support/mock-engine.js';
import { connectionString, withMockEngine, type MockedGateway } from '../../test/support/mocked-gateway.js';
import { CLIENT_LIMITS } from './client-limits.js';

/** Longer than any of these tests, so that another limit must be the one that disconnects. */
const NEVER = 600_000;

const MB = 1024 * 1024;
/** A list of relations that is larger than the buffers of sockets. */
const LARGE = Buffer.from(JSON.stringify({ relations: [], more: 'x'.repeat(12 * MB) }));
const respondWithLarge: MockEngine['respond'] = (_request, response) => response.writeHead(200).end(LARGE);

// On a busy machine, a large response takes longer than the default timeout.
const environment = { REQUEST_TIMEOUT_MS: '60000', TOKEN_KEY: 'shared by these gateways' };
const byDefault = withMockEngine();
const patient = withMockEngine(environment, {
  stallTimeout: NEVER,
  responseTimeout: NEVER,
  responseMemory: 64 * MB,
});

describe('clients that', { timeout: 120_000 }, () => {
  const sockets: Socket[] = [];
  afterEach(() => sockets.splice(0).forEach((socket) => socket.destroy()));

  /** Sends the text and reads nothing. */
  function open({ origin }: MockedGateway, text: string): Socket {
    const { hostname, port } = new URL(origin);
    const socket = connect(Number(port), hostname);
    socket.on('error', () => undefined);
    socket.write(text);
    sockets.push(socket);
    return socket;
  }
  /** The number of connections that the gateway has. */
  const connections = ({ app }: MockedGateway) =>
    new Promise<number>((resolve) => {
      app.server.getConnections((_error, count) => resolve(count));
    });
  const post = ({ origin }: MockedGateway, length: number) =>
    `POST /api/v1/connections HTTP/1.1\r\nHost: ${new URL(origin).host}\r\n` +
    `Content-Type: application/json\r\nContent-Length: ${length}\r\n\r\n`;
  /** Asks for the relations, and does not read the response. */
  const request = (gateway: MockedGateway, token: string) =>
    open(
      gateway,
      `GET /api/v1/relations HTTP/1.1\r\nHost: ${new URL(gateway.origin).host}\r\n` +
        `Authorization: Bearer ${token}\r\n\r\n`,
    );

  const strict = withMockEngine(
    {},
    { headTimeout: 300, requestTimeout: NEVER, checkingInterval: 50, keepAliveTimeout: NEVER },
  );
  it.each(['', 'GET /healthz HTTP/1.1\r\nX: '])(
    'never finish their request head are disconnected: %j',
    async (text) => {
      const socket = open(strict, text);
      socket.resume();
      const trickle = setInterval(() => text !== '' && socket.write('x'), 20);
      await new Promise((resolve) => socket.once('close', resolve));
      clearInterval(trickle);
    },
  );

  const stalling = withMockEngine(environment, { stallTimeout: 300, responseTimeout: NEVER });
  const slow = withMockEngine(environment, { stallTimeout: NEVER, responseTimeout: 300 });
  it.each([
    ['read nothing', stalling],
    ['read too slowly', slow],
  ])('%s are disconnected', async (_what, gateway) => {
    gateway.engine.respond = respondWithLarge;
    request(gateway, await patient.connectToken());
    await expect.poll(() => gateway.logs.join(''), { timeout: 50_000 }).toContain('"status":200');
    await expect.poll(() => connections(gateway)).toBe(0);
  });

  it('do not read their responses use limited memory', async () => {
    const token = await patient.connectToken();
    patient.engine.respond = respondWithLarge;
    for (let i = 0; i < 12; i++) request(patient, token);
    // The gateway buffers up to 64 MB. Further requests are rejected at once, even if their clients read nothing.
    await expect.poll(() => patient.logs.join(''), { timeout: 50_000 }).toContain('"status":503');
    const status = async () => {
      const headers = { authorization: `Bearer ${token}` };
      const response = await fetch(`${patient.api}/relations`, { headers });
      await response.body?.cancel();
      return response.status;
    };
    patient.engine.respond = respondWith({ relations: [] });
    expect(await status()).toBe(200);
    patient.engine.respond = respondWithLarge;
    sockets.forEach((socket) => socket.destroy());
    await expect.poll(status, { timeout: 50_000 }).toBe(200);
  });

  const crowded = withMockEngine({}, { connections: 20 });
  it('open too many connections do not block others', async () => {
    for (let i = 0; i < 30; i++) open(crowded, i % 2 ? '' : post(crowded, 9));
    await expect.poll(() => connections(crowded)).toBeGreaterThan(15);
    expect((await fetch(`${crowded.origin}/healthz`)).status).toBe(200);
    expect(await connections(crowded)).toBeLessThanOrEqual(20);
  });

  const busy = withMockEngine({}, { connections: 5 });
  it('open too many connections do not abort a running request', async () => {
    let respond = (): void => undefined;
    busy.engine.respond = (...call) => (respond = () => respondWith(verified)(...call));
    const response = postJson(`${busy.api}/connections`, { connectionString });
    await expect.poll(() => busy.engine.seen).toHaveLength(1);
    let accepted = 0;
    busy.app.server.on('connection', () => accepted++);
    for (let i = 0; i < 10; i++) open(busy, '');
    await expect.poll(() => accepted).toBe(10);
    respond();
    expect((await response).status).toBe(201);
  });
});

describe('client limits', () => {
  it('have the documented defaults', () => {
    expect(CLIENT_LIMITS).toEqual({
      headTimeout: 10_000,
      requestTimeout: 30_000,
      checkingInterval: 1_000,
      keepAliveTimeout: 5_000,
      stallTimeout: 10_000,
      responseTimeout: 120_000,
      connections: 512,
      responseMemory: 256 * MB,
    });
    const { headersTimeout, requestTimeout, keepAliveTimeout } = byDefault.app.server;
    expect({ headTimeout: headersTimeout, requestTimeout, keepAliveTimeout }).toEqual({
      headTimeout: 10_000,
      requestTimeout: 30_000,
      keepAliveTimeout: 5_000,
    });
  });
});
