import { describe, expect, it } from 'vitest';
import { postJson } from '../../test/support/gateway.js';
import { connectionString, withMockEngine } from '../../test/support/mocked-gateway.js';

const gateway = withMockEngine();

describe('request id', () => {
  it('is taken from the request if it is a plain token', async () => {
    const response = await postJson(
      `${gateway.api}/connections`,
      { connectionString },
      { 'x-request-id': 'job-17.a_B' },
    );
    expect(response.headers.get('x-request-id')).toBe('job-17.a_B');
    expect(gateway.engine.seen[0]?.headers['x-request-id']).toMatch(/^job-17\.a_B-[0-9a-f-]{36}$/);
    expect(gateway.logs.at(-1)).toContain('"requestId":"job-17.a_B"');
  });

  it.each(['', 'a b', 'x'.repeat(65), '"quoted"', '{}'])('is generated instead of %j', async (given) => {
    const response = await fetch(`${gateway.api}/settings`, { headers: { 'x-request-id': given } });
    expect(response.headers.get('x-request-id')).toMatch(/^[0-9a-f-]{36}$/);
  });
});
