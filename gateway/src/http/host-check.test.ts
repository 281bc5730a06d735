import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Problem } from '@rowhook/contracts';
import { startGateway, type TestGateway } from '../../test/support/gateway.js';
import { rawRequest } from '../../test/support/raw-http.js';
import { isHostAllowed } from './host-check.js';

const ALLOWED = ['rowhook.example', 'box:8443', '[fd00::1]'];

describe('isHostAllowed', () => {
  it.each([
    ['localhost:3000', true],
    ['LOCALHOST:3000', true],
    ['127.0.0.1:3000', true],
    ['[::1]:3000', true],
    ['localhost', false],
    ['localhost:3001', false],
    ['127.0.0.1', false],
    ['127.0.0.1.evil.example:3000', false],
    ['localhost.evil.example:3000', false],
    ['evil.example', false],
    ['rowhook.example', true],
    ['rowhook.example:443', true],
    ['sub.rowhook.example', false],
    ['box:8443', true],
    ['box', false],
    ['box:3000', false],
    ['[fd00::1]:3000', true],
    ['', false],
    [undefined, false],
  ])('of %s returns %s', (host, expected) => {
    expect(isHostAllowed(host, 3000, ALLOWED)).toBe(expected);
  });

  it('accepts a loopback name without a port on port 80 only', () => {
    expect(isHostAllowed('localhost', 80, [])).toBe(true);
  });
});

describe('host check', () => {
  let gateway: TestGateway;
  beforeAll(async () => {
    gateway = await startGateway({ ALLOWED_HOSTS: 'rowhook.example' });
  });
  afterAll(() => gateway.app.close());

  const paths = [
    '/',
    '/api/v1/settings',
    '/docs',
    '/docs/json',
    '/docs/static/swagger-ui.css',
    '/nowhere',
    '/%zz',
  ];
  const methods = ['GET', 'HEAD', 'POST', 'PUT', 'DELETE', 'OPTIONS', 'PATCH', 'TRACE', 'PROPFIND'];
  const cases = [
    ...paths.map((path) => ['GET', path] as const),
    ...methods.map((method) => [method, '/api/v1/connections'] as const),
  ];
  it.each(cases)('rejects %s %s under another host name with 421', async (method, path) => {
    const { status } = await rawRequest(gateway.origin, [`${method} ${path} HTTP/1.1`, 'Host: evil.example']);
    expect(status).toBe(421);
  });

  it('rejects a request without a Host header', async () => {
    const response = await rawRequest(gateway.origin, ['GET /api/v1/settings HTTP/1.1']);
    expect(response.status).toBe(421);
    expect(Problem.parse(JSON.parse(response.body))).toMatchObject({
      code: 'host_header_rejected',
      status: 421,
    });
  });

  it('shows browsers a page without scripts that names ALLOWED_HOSTS', async () => {
    const response = await rawRequest(gateway.origin, [
      'GET / HTTP/1.1',
      'Host: my.box:3000',
      'Accept: text/html',
    ]);
    expect(response.status).toBe(421);
    expect(response.headers['content-type']).toBe('text/html; charset=utf-8');
    expect(response.headers['content-security-policy']).toContain("default-src 'none'");
    expect(response.body).toContain('ALLOWED_HOSTS=my.box:3000');
  });

  it('never repeats a Host that could be markup', async () => {
    const lines = ['GET / HTTP/1.1', 'Host: <script>alert(1)</script>', 'Accept: text/html'];
    const { status, body } = await rawRequest(gateway.origin, lines);
    expect(status).toBe(421);
    expect(body).not.toContain('<script');
  });

  it('accepts a configured name', async () => {
    const lines = ['GET /api/v1/settings HTTP/1.1', 'Host: rowhook.example'];
    expect((await rawRequest(gateway.origin, lines)).status).toBe(200);
  });

  it('accepts health checks under any name', async () => {
    expect((await rawRequest(gateway.origin, ['GET /healthz HTTP/1.1', 'Host: 10.0.0.7'])).status).toBe(200);
    expect((await rawRequest(gateway.origin, ['GET /healthz HTTP/1.1'])).status).toBe(200);
    const ready = await rawRequest(gateway.origin, ['GET /readyz HTTP/1.1', 'Host: 10.0.0.7']);
    expect(ready.status).not.toBe(421);
  });
});
