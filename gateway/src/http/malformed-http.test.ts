import { once } from 'node:events';
import { connect, createServer, type AddressInfo } from 'node:net';
import { describe, expect, it } from 'vitest';
import { Problem, problemKinds, type ProblemCode } from '@rowhook/contracts';
import { connectionString, withMockEngine } from '../../test/support/mocked-gateway.js';
import { rawRequest } from '../../test/support/raw-http.js';
import { respondToMalformedHttp } from './malformed-http.js';

const gateway = withMockEngine();

it('respondToMalformedHttp responds with 408 to a request that times out', async () => {
  const late = Object.assign(new Error(), { code: 'ERR_HTTP_REQUEST_TIMEOUT' });
  const server = createServer((socket) => respondToMalformedHttp(late, socket));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const { status, body } = await rawRequest(`http://127.0.0.1:${port}`, ['GET / HTTP/1.1']);
  expect([status, body]).toEqual([408, '']);
  server.close();
});

describe('malformed HTTP request', () => {
  it.each<[string, string[], ProblemCode]>([
    ['noise', ['\u0016\u0003\u0001 no HTTP'], 'request_invalid'],
    ['headers without end', ['GET / HTTP/1.1', `X: ${'x'.repeat(70_000)}`], 'request_too_large'],
    [
      'two lengths',
      ['POST /api/v1/connections HTTP/1.1', 'Content-Length: 1', 'Transfer-Encoding: chunked'],
      'request_invalid',
    ],
    [
      'a chunk of its body without a size',
      ['POST /api/v1/connections HTTP/1.1', 'Host: localhost', 'Transfer-Encoding: chunked', '', 'none'],
      'request_invalid',
    ],
  ])('with %s returns a problem', async (_name, lines, code) => {
    const { status, headers, body } = await rawRequest(gateway.origin, lines);
    expect(status).toBe(problemKinds[code].status);
    expect(headers['content-type']).toBe('application/problem+json');
    expect(Problem.parse(JSON.parse(body))).toMatchObject({ code, requestId: headers['x-request-id'] });
  });

  it('gets no response if an earlier request of its connection still runs', async () => {
    gateway.engine.respond = () => undefined;
    const { hostname, port, host } = new URL(gateway.origin);
    const body = JSON.stringify({ connectionString });
    const socket = connect(Number(port), hostname);
    let received = '';
    socket.on('data', (chunk: Buffer) => (received += chunk.toString())).on('error', () => undefined);
    socket.write(
      `POST /api/v1/connections HTTP/1.1\r\nHost: ${host}\r\n` +
        `Content-Type: application/json\r\nContent-Length: ${body.length}\r\n\r\n${body}`,
    );
    await expect.poll(() => gateway.engine.seen).toHaveLength(1);
    socket.write('noise\r\n\r\n');
    await once(socket, 'close');
    expect(received).toBe('');
  });
});
