import { connect, type Socket } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import { withMockEngine } from '../test/support/mocked-gateway.js';
import { respondWith } from '../test/support/mock-engine.js';

/** The time limit for a whole request. Those for its head and its first byte are shorter. */
const WHOLE_REQUEST_MS = 30_000;

// On a busy machine, a response of 30 MB takes longer than the default timeout.
const gateway = withMockEngine({ REQUEST_TIMEOUT_MS: '60000' });

describe('clients that', () => {
  const sockets: Socket[] = [];
  afterEach(() => sockets.splice(0).forEach((socket) => socket.destroy()));

  /** Sends the text and reads nothing. */
  function open(text: string): { socket: Socket; closed: Promise<number> } {
    const { hostname, port } = new URL(gateway.origin);
    const started = performance.now();
    const socket = connect(Number(port), hostname);
    const closed = new Promise<number>((resolve) => {
      socket.once('close', () => resolve(performance.now() - started));
    });
    socket.on('error', () => undefined);
    socket.write(text);
    sockets.push(socket);
    return { socket, closed };
  }
  const connections = () =>
    new Promise<number>((resolve) => {
      gateway.app.server.getConnections((_error, count) => resolve(count));
    });
  const host = () => `Host: ${new URL(gateway.origin).host}\r\n`;
  it('never finish their request head are disconnected', { timeout: 60_000 }, async () => {
    const { socket, closed } = open('GET /healthz HTTP/1.1\r\nX: ');
    socket.resume();
    const trickle = setInterval(() => socket.write('x'), 500);
    expect(await closed).toBeLessThan(WHOLE_REQUEST_MS);
    clearInterval(trickle);
  });

  it('send nothing are disconnected', { timeout: 60_000 }, async () => {
    const { socket, closed } = open('');
    socket.resume();
    expect(await closed).toBeLessThan(WHOLE_REQUEST_MS);
  });

  it(
    'do not read their responses are disconnected, and use limited memory until then',
    { timeout: 180_000 },
    async () => {
      const token = await gateway.connectToken();
      const body = 'x'.repeat(30 * 1024 * 1024);
      const preview = JSON.stringify({
        payloads: [{ key: null, body, bytes: body.length, issues: [] }],
        sample: { takenAt: '2026-01-01T00:00:00Z', reused: false },
        warnings: [],
        timing: { connectMs: 1, queryMs: 1, mapMs: 1 },
      });
      gateway.engine.respond = (_request, response) => response.writeHead(200).end(preview);
      const request = '{"relation":{"schema":"s","name":"t"},"mapping":{"version":1,"fields":[]}}';
      const head = `POST /api/v1/previews HTTP/1.1\r\n${host()}Authorization: Bearer ${token}\r\nContent-Type: application/json\r\nContent-Length: ${request.length}\r\n\r\n`;
      const before = await connections();
      for (let i = 0; i < 12; i++) open(head + request);
      // The gateway buffers up to 256 MB. Further requests are refused at once, even if their clients read nothing.
      await expect.poll(() => gateway.logs.join(''), { timeout: 60_000 }).toContain('"status":503');
      gateway.engine.respond = respondWith({ relations: [] });
      const small = await fetch(`${gateway.api}/relations`, {
        headers: { authorization: `Bearer ${token}` },
      });
      expect(small.status).toBe(200);
      await expect.poll(connections, { timeout: 100_000 }).toBeLessThanOrEqual(before + 1);
    },
  );

  it('open too many connections do not keep others out', { timeout: 60_000 }, async () => {
    for (let i = 0; i < 700; i++)
      open(
        i % 2
          ? ''
          : `POST /api/v1/connections HTTP/1.1\r\n${host()}Content-Type: application/json\r\nContent-Length: 9\r\n\r\n`,
      );
    await expect.poll(connections).toBeGreaterThan(400);
    expect((await fetch(`${gateway.origin}/healthz`)).status).toBe(200);
    expect(await connections()).toBeLessThanOrEqual(512);
  });
});
