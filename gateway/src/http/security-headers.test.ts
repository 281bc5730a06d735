import { expect, it } from 'vitest';
import { withMockEngine } from '../../test/support/mocked-gateway.js';

const gateway = withMockEngine();

it.each(['/api/v1/settings', '/docs/', '/nowhere', '/healthz'])(
  'a response to %s has the security headers',
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

it('a response to another origin has no CORS headers', async () => {
  const foreign = { origin: 'https://evil.example', 'access-control-request-method': 'POST' };
  const preflight = await fetch(`${gateway.api}/connections`, { method: 'OPTIONS', headers: foreign });
  expect(preflight.status).toBe(404);
  const response = await fetch(`${gateway.api}/settings`, { headers: foreign });
  for (const { headers } of [preflight, response]) {
    expect([...headers.keys()].filter((name) => name.startsWith('access-control'))).toEqual([]);
  }
});
