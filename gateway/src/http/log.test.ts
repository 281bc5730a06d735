import { once } from 'node:events';
import { connect } from 'node:net';
import { describe, expect, it } from 'vitest';
import { postJson } from '../../test/support/gateway.js';
import { CANARY, connectionString, withMockEngine } from '../../test/support/mocked-gateway.js';

const gateway = withMockEngine();

describe('gateway log', () => {
  it('has one line for a disconnected client', async () => {
    gateway.engine.respond = () => undefined;
    const { hostname, port, host } = new URL(gateway.origin);
    const body = JSON.stringify({ connectionString });
    const socket = connect(Number(port), hostname);
    socket.write(
      `POST /api/v1/connections HTTP/1.1\r\nHost: ${host}\r\nX-Request-Id: disconnecting\r\n` +
        `Content-Type: application/json\r\nContent-Length: ${body.length}\r\n\r\n${body}`,
    );
    await expect.poll(() => gateway.engine.seen.length).toBe(1);
    socket.destroy();
    await expect.poll(() => gateway.logs.filter((line) => line.includes('disconnecting'))).toHaveLength(1);
    expect(gateway.logs.at(-1)).toContain('"status":499');
  });

  it('has no error for a client that disconnects while it sends a body', async () => {
    const { hostname, port, host } = new URL(gateway.origin);
    const logged = gateway.logs.length;
    const socket = connect(Number(port), hostname);
    socket.write(
      `POST /api/v1/connections HTTP/1.1\r\nHost: ${host}\r\nExpect: 100-continue\r\n` +
        'Content-Type: application/json\r\nContent-Length: 100\r\n\r\n{',
    );
    await once(socket, 'data');
    socket.destroy();
    const lines = () => gateway.logs.slice(logged).join('');
    await expect.poll(lines).toContain('"status":499');
    expect(lines()).not.toContain('"level":"error"');
  });

  it('has the reason if the engine does not respond', async () => {
    gateway.engine.respond = (_request, response) => response.destroy();
    await postJson(`${gateway.api}/connections`, { connectionString });
    const line = gateway.logs.find((entry) => entry.includes('engine_unavailable'));
    expect(JSON.parse(line ?? '')).toMatchObject({ level: 'warn', err: { code: 'UND_ERR_SOCKET' } });
  });

  it('never contains a password, a token or a query', async () => {
    const token = await gateway.connectToken({ connectionString, password: CANARY });
    const headers = { authorization: `Bearer ${token}` };
    await fetch(`${gateway.api}/relation?schema=${CANARY}&name=${CANARY}`, { headers });
    await postJson(`${gateway.api}/connections`, `{"connectionString":"${CANARY}"`);
    await postJson(`${gateway.api}/connections`, { connectionString: CANARY, [CANARY]: CANARY });
    gateway.engine.respond = (_request, response) => response.writeHead(200).end(`not JSON: ${CANARY}`);
    await postJson(`${gateway.api}/connections`, { connectionString });
    const log = gateway.logs.join('');
    expect(log).toContain('"msg":"request"');
    expect(log).not.toContain(CANARY);
    expect(log).not.toContain(token);
  });
});
