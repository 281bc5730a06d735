import { describe, expect, it } from 'vitest';
import { postJson } from '../../test/support/gateway.js';
import { connectionString, expectProblem, withMockEngine } from '../../test/support/mocked-gateway.js';
import { findExcess } from './json-body.js';

const gateway = withMockEngine();

describe('request body', () => {
  it.each([
    ['malformed', '{"connectionString":'],
    ['empty', ''],
    ['poisoned', '{"connectionString":"x","__proto__":{"password":"y"}}'],
    ['poisoned by its constructor', '{"connectionString":"x","constructor":{"prototype":{"password":"y"}}}'],
  ])('is rejected if it is %s', async (_name, body) => {
    await expectProblem(await postJson(`${gateway.api}/connections`, body), 'request_invalid');
  });

  it.each([
    '{"__proto__":{"a":1}}',
    '{"constructor":{"prototype":{"a":1}}}',
    '{"10":"ten","2":"two"}',
    '{"b":1,"1":3,"a":2,"a":4}',
    '[1.10, 1e2, "\\u0041"]',
  ])('has its constant %s passed to the engine unchanged', async (value) => {
    const headers = { authorization: `Bearer ${await gateway.connectToken()}` };
    const members = `"relation":{"schema":"s","name":"t"},"mapping":{"version":1,"fields":[{"to":"a","value":${value}}]}`;
    gateway.engine.seen.length = 0;
    await postJson(`${gateway.api}/previews`, ` {${members}}`, headers);
    expect(gateway.engine.seen.map(({ body }) => body)).toEqual([
      `{"connectionString":"${connectionString}",${members}}`,
    ]);
  });

  it('cannot replace the connection with unknown members', async () => {
    const headers = { authorization: `Bearer ${await gateway.connectToken()}` };
    for (const name of ['connectionString', 'password', '__proto__']) {
      const body = `{"relation":{"schema":"s","name":"t"},"mapping":{"version":1,"fields":[]},"${name}":"x"}`;
      gateway.engine.seen.length = 0;
      await expectProblem(await postJson(`${gateway.api}/previews`, body, headers), 'request_invalid');
      expect(gateway.engine.seen).toEqual([]);
    }
  });

  it('is rejected if it is not UTF-8, whatever charset it names', async () => {
    const headers = { 'content-type': 'application/json; charset=iso-8859-1' };
    const body = Buffer.from('{"connectionString":"Zo\u00eb"}', 'latin1');
    const response = await fetch(`${gateway.api}/connections`, { method: 'POST', headers, body });
    expect((await expectProblem(response, 'request_invalid')).detail).toContain('UTF-8');
    expect(gateway.engine.seen).toEqual([]);
  });

  it.each([
    ['lists', '['.repeat(10_000) + ']'.repeat(10_000)],
    ['objects', '{"a":'.repeat(10_000) + '1' + '}'.repeat(10_000)],
  ])('is rejected before parsing if it has 10,000 nested %s', async (_name, body) => {
    const response = await postJson(`${gateway.api}/connections`, body);
    expect((await expectProblem(response, 'request_invalid')).detail).toContain('nested deeper than 100');
  });

  const fields = (list: string) =>
    `{"relation":{"schema":"s","name":"t"},"mapping":{"version":1,"fields":${list}}}`;
  const repeated = (item: string, count: number) => `[${Array(count).fill(item).join(',')}]`;
  const keys = (count: number) => `{${Array.from({ length: count }, (_, i) => `"k${i}":1`).join(',')}}`;

  it.each([
    ['700,000 fields', 'previews', fields(repeated('{}', 699_000))],
    ['10,000 fields', 'previews', fields(repeated('{}', 10_000))],
    ['2,000 fields', 'previews', fields(repeated('{}', 2_000))],
    ['a constant of 700,000 lists', 'previews', fields(`[{"to":"a","value":${repeated('[]', 699_000)}}]`)],
    ['170,000 keys', 'connections', keys(170_000)],
    ['1,000 keys', 'connections', keys(1_000)],
    ['1,000 keys in a field', 'previews', fields(`[${keys(1_000)}]`)],
    ['lists instead of texts', 'connections', `{"connectionString":${repeated('[]', 600_000)}}`],
    ['lists instead of names', 'samples', `{"relation":{"schema":${repeated('{"a":1}', 9_000)}}}`],
  ])('of %s is rejected quickly and with a short response', async (_name, path, body) => {
    const headers = { authorization: `Bearer ${await gateway.connectToken()}` };
    const before = process.cpuUsage();
    const response = await postJson(`${gateway.api}/${path}`, body, headers);
    const text = await response.clone().text();
    const problem = await expectProblem(response, 'request_invalid');
    const { user } = process.cpuUsage(before);
    expect(user).toBeLessThan(2_000_000);
    expect(text.length).toBeLessThan(16 * 1024);
    expect(problem.errors?.length ?? 0).toBeLessThanOrEqual(50);
  });

  it('can have up to 2 MiB', async () => {
    const padded = (bytes: number) => JSON.stringify({ connectionString: 'x' }).padEnd(bytes, ' ');
    expect((await postJson(`${gateway.api}/connections`, padded(2 * 1024 * 1024))).status).toBe(201);
    await expectProblem(
      await postJson(`${gateway.api}/connections`, padded(2 * 1024 * 1024 + 1)),
      'request_too_large',
    );
  });

  it('is also limited if it is chunked', async () => {
    let left = 12;
    const body = new ReadableStream({
      pull: (controller) =>
        left-- > 0 ? controller.enqueue(Buffer.alloc(256 * 1024, ' ')) : controller.close(),
    });
    const init = { method: 'POST', headers: { 'content-type': 'application/json' }, body, duplex: 'half' };
    await expectProblem(await fetch(`${gateway.api}/connections`, init as RequestInit), 'request_too_large');
  });

  it.each(['text/plain', 'application/x-www-form-urlencoded', 'multipart/form-data', 'application/xml'])(
    'is rejected if its media type is %s',
    async (type) => {
      const response = await postJson(`${gateway.api}/connections`, '{"connectionString":"x"}', {
        'content-type': type,
      });
      await expectProblem(response, 'unsupported_media_type');
    },
  );
});

describe('findExcess', () => {
  it.each([
    ['{}', 1, false],
    ['{}', 0, true],
    ['[[[]]]', 3, false],
    ['[[[]]]', 2, true],
    ['[{"a":[1]},{"b":[2]}]', 3, false],
    ['{"a":"[[[[[[[["}', 1, false],
    ['{"a":"\\"[[[["}', 1, false],
    ['{"a":"\\\\","b":[]}', 1, true],
    ['"no nesting"', 0, false],
    ['{"unterminated": "[[', 1, false],
  ])('of %s with a depth of %i finds an excess: %s', (json, depth, expected) => {
    const limits = { depth, keys: 9, elements: 9, values: 9 };
    expect(findExcess(json, limits)).toEqual(expected ? expect.stringContaining('deeper') : undefined);
  });

  it.each([
    ['[1,[1,2,3],"a,b,c,d"]', undefined],
    ['[1,2,3,4]', 'elements'],
    ['[[1,2,3],[1,2,3,4]]', 'elements'],
    ['{"a":[1,2,3,4]}', 'elements'],
    ['{"a":1,"b":{"c":1,"d":2}}', undefined],
    ['{"a":1,"b":2,"c":3}', 'keys'],
    ['[{"a":{"a":1,"b":2,"c":3}}]', 'keys'],
    ['[[1,2,3],[1,2,3],[1,2,3]]', 'values'],
    ['[[[[],[]],[]],[[],[]]]', 'values'],
    ['}}}]],,::', undefined],
  ])('of %s with 2 keys, 3 elements and 9 values finds: %s', (json, expected) => {
    const excess = findExcess(json, { depth: 9, keys: 2, elements: 3, values: 9 });
    expect(excess?.match(/keys|elements|values/)?.[0]).toBe(expected);
  });
});
