import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startGateway, type TestGateway } from '../../test/support/gateway.js';

const NAVIGATION = { accept: 'text/html,application/xhtml+xml' };

describe('web app', () => {
  let temporary: string;
  let root: string;
  let gateway: TestGateway;
  const get = (path: string, headers: Record<string, string> = NAVIGATION) =>
    fetch(gateway.origin + path, { headers });

  beforeAll(async () => {
    temporary = await mkdtemp(join(tmpdir(), 'rowhook-web-'));
    // Only the folder of this name inside the root has hashed files.
    root = join(temporary, 'assets', 'web');
    await mkdir(join(root, 'assets'), { recursive: true });
    await writeFile(join(root, 'index.html'), '<!doctype html><title>The page</title>');
    await writeFile(join(root, 'assets', 'app-3fa1.js'), 'export {};');
    await writeFile(join(root, '.secret'), 'hidden');
    gateway = await startGateway({ WEB_ROOT: root });
  });
  afterAll(async () => {
    await gateway.app.close();
    await rm(temporary, { recursive: true });
  });

  it.each(['/', '/index.html', '/some/view?relation=x', '/apiary'])(
    'is served for %s and not cached',
    async (path) => {
      const response = await get(path);
      expect(response.status).toBe(200);
      expect(response.headers.get('cache-control')).toBe('no-cache');
      expect(response.headers.get('content-security-policy')).toContain("script-src 'self'");
      expect(await response.text()).toContain('The page');
    },
  );

  it('has hashed files that are cached forever', async () => {
    const response = await get('/assets/app-3fa1.js', { accept: '*/*' });
    expect(response.status).toBe(200);
    expect(response.headers.get('content-type')).toContain('javascript');
    expect(response.headers.get('cache-control')).toBe('public, max-age=31536000, immutable');
  });

  it.each([
    ['/api', NAVIGATION],
    ['/api/v2/settings', NAVIGATION],
    ['/docs/nowhere', NAVIGATION],
    ['/assets/missing-0000.js', { accept: '*/*' }],
    ['/.secret', { accept: '*/*' }],
    ['/..%2f..%2fetc/passwd', { accept: '*/*' }],
  ])('responds with not_found to %s', async (path, headers) => {
    const response = await get(path, headers);
    expect(response.status).toBe(404);
    expect(await response.json()).toMatchObject({ code: 'not_found' });
  });

  it('is sent completely if only a range is requested', async () => {
    const response = await get('/index.html', { range: 'bytes=9999-' });
    expect(response.status).toBe(200);
    expect(await response.text()).toContain('The page');
  });

  it('responds with 412 to an If-Match that differs from its ETag', async () => {
    const response = await get('/index.html', { 'if-match': '"other"' });
    expect(response.status).toBe(412);
    expect(await response.text()).toBe('');
    expect(gateway.logs.join('')).not.toContain('"level":"error"');
  });

  it.each(['/', '/some/view', '/docs/nowhere'])('has the same status for HEAD and GET %s', async (path) => {
    const head = await fetch(gateway.origin + path, { method: 'HEAD', headers: NAVIGATION });
    expect(head.status).toBe((await get(path)).status);
  });

  it('is reported as not built if its files are missing', async () => {
    const bare = await startGateway({ WEB_ROOT: join(root, 'absent') });
    const response = await fetch(bare.origin, { headers: NAVIGATION });
    expect(response.status).toBe(404);
    expect(await response.text()).toContain('npm start');
    await bare.app.close();
  });
});
