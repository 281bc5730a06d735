import { describe, expect, it } from 'vitest';
import { Problem, problemKinds, type ProblemCode } from '@rowhook/contracts';
import { expectProblem, withDoubledGateway } from '../test/support/doubled-gateway.js';
import { postJson } from '../test/support/gateway.js';
import { rawRequest } from '../test/support/raw-http.js';

const relation = { schema: 'public', name: 'customers' };

const gateway = withDoubledGateway();

describe('requests that break the contract', () => {
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
    ['101 rows', '/samples', { relation, rows: { limit: 101 } }, '/rows/limit'],
    ['half a row', '/samples', { relation, rows: { limit: 1.5 } }, '/rows/limit'],
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
  it.each(bodies)('%s to %s', async (_name, path, body, pointer) => {
    const headers = { authorization: `Bearer ${await gateway.connectToken()}` };
    gateway.double.seen.length = 0;
    const problem = await expectProblem(await postJson(gateway.api + path, body, headers), 'request_invalid');
    expect(problem.errors?.map((error) => error.pointer)).toContain(pointer);
    expect(gateway.double.seen).toEqual([]);
  });

  it('names the nearest known key', async () => {
    const problem = await expectProblem(
      await postJson(`${gateway.api}/connections`, { connectionStrin: 'x' }),
      'request_invalid',
    );
    expect(JSON.stringify(problem.errors)).toContain('Did you mean \\"connectionString\\"?');
  });

  it.each([
    ['/relation?schema=public', '?name'],
    ['/relation?schema=&name=t', '?schema'],
    ['/relation?schema=public&name=t&nam=u', '?nam'],
    ['/relation?schema=a&schema=b&name=t', '?schema'],
    ['/relations?system=maybe', '?system'],
  ])('the query of %s', async (path, pointer) => {
    const headers = { authorization: `Bearer ${await gateway.connectToken()}` };
    const problem = await expectProblem(await fetch(gateway.api + path, { headers }), 'request_invalid');
    expect(problem.errors?.map((error) => error.pointer)).toContain(pointer);
  });

  it.each([
    ['malformed', '{"connectionString":'],
    ['empty', ''],
    ['10,000 lists deep', '['.repeat(10_000) + ']'.repeat(10_000)],
    ['10,000 objects deep', '{"a":'.repeat(10_000) + '1' + '}'.repeat(10_000)],
    ['poisoned', '{"__proto__":{"connectionString":"x"}}'],
  ])('G05 a body that is %s', async (_name, body) => {
    await expectProblem(await postJson(`${gateway.api}/connections`, body), 'request_invalid');
  });

  it('G04 takes 2 MiB and not more', async () => {
    const padded = (bytes: number) => JSON.stringify({ connectionString: 'x' }).padEnd(bytes, ' ');
    expect((await postJson(`${gateway.api}/connections`, padded(2 * 1024 * 1024))).status).toBe(201);
    await expectProblem(
      await postJson(`${gateway.api}/connections`, padded(2 * 1024 * 1024 + 1)),
      'request_too_large',
    );
  });

  it('G04 limits a chunked body as well', async () => {
    let left = 12;
    const body = new ReadableStream({
      pull: (controller) =>
        left-- > 0 ? controller.enqueue(Buffer.alloc(256 * 1024, ' ')) : controller.close(),
    });
    const init = { method: 'POST', headers: { 'content-type': 'application/json' }, body, duplex: 'half' };
    await expectProblem(await fetch(`${gateway.api}/connections`, init as RequestInit), 'request_too_large');
  });

  it.each(['text/plain', 'application/x-www-form-urlencoded', 'multipart/form-data', 'application/xml'])(
    'G03 a body of %s',
    async (type) => {
      const response = await postJson(`${gateway.api}/connections`, '{"connectionString":"x"}', {
        'content-type': type,
      });
      await expectProblem(response, 'unsupported_media_type');
    },
  );

  it.each([
    ['GET', '/nowhere'],
    ['GET', '/connections'],
    ['DELETE', '/connections'],
    ['GET', '/relation/'],
    ['GET', '/%zz'],
  ])('%s %s is not found', async (method, path) => {
    await expectProblem(await fetch(gateway.api + path, { method }), 'not_found');
  });
});

describe('what is not HTTP', () => {
  it.each<[string, string[], ProblemCode]>([
    ['noise', ['\u0016\u0003\u0001 no HTTP'], 'request_invalid'],
    ['headers without end', ['GET / HTTP/1.1', `X: ${'x'.repeat(70_000)}`], 'request_too_large'],
    [
      'two lengths',
      ['POST /api/v1/connections HTTP/1.1', 'Content-Length: 1', 'Transfer-Encoding: chunked'],
      'request_invalid',
    ],
  ])('G06 %s is a problem like any other', async (_name, lines, code) => {
    const { status, headers, body } = await rawRequest(gateway.origin, lines);
    expect(status).toBe(problemKinds[code].status);
    expect(headers['content-type']).toBe('application/problem+json');
    expect(Problem.parse(JSON.parse(body))).toMatchObject({ code, requestId: headers['x-request-id'] });
  });
});
