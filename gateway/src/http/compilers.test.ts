import { describe, expect, it } from 'vitest';
import { postJson } from '../../test/support/gateway.js';
import { expectProblem, withMockEngine } from '../../test/support/mocked-gateway.js';

const relation = { schema: 'public', name: 'customers' };

const gateway = withMockEngine();

describe('request validation', () => {
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
  it.each(bodies)('rejects %s to %s', async (_name, path, body, pointer) => {
    const headers = { authorization: `Bearer ${await gateway.connectToken()}` };
    gateway.engine.seen.length = 0;
    const problem = await expectProblem(await postJson(gateway.api + path, body, headers), 'request_invalid');
    expect(problem.errors?.map((error) => error.pointer)).toContain(pointer);
    expect(gateway.engine.seen).toEqual([]);
  });

  it('suggests the nearest known key', async () => {
    const problem = await expectProblem(
      await postJson(`${gateway.api}/connections`, { connectionStrin: 'x' }),
      'request_invalid',
    );
    expect(JSON.stringify(problem.errors)).toContain('Did you mean \\"connectionString\\"?');
  });

  it('rejects a repeated query parameter', async () => {
    const headers = { authorization: `Bearer ${await gateway.connectToken()}` };
    const response = await fetch(`${gateway.api}/relation?schema=a&schema=b&name=t`, { headers });
    const problem = await expectProblem(response, 'request_invalid');
    expect(problem.errors).toEqual([
      expect.objectContaining({ pointer: '?schema', message: 'Expected a string.' }),
    ]);
  });
});
