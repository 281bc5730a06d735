import { describe, expect, it } from 'vitest';
import { connectionString, expectProblem, withDoubledGateway } from '../test/support/doubled-gateway.js';
import { postJson } from '../test/support/gateway.js';
import { isDeeperThan } from './json-body.js';

const gateway = withDoubledGateway();

describe('bodies', () => {
  it.each([
    ['malformed', '{"connectionString":'],
    ['empty', ''],
    ['poisoned', '{"connectionString":"x","__proto__":{"password":"y"}}'],
    ['poisoned by its constructor', '{"connectionString":"x","constructor":{"prototype":{"password":"y"}}}'],
  ])('G05 a body that is %s', async (_name, body) => {
    await expectProblem(await postJson(`${gateway.api}/connections`, body), 'request_invalid');
  });

  it.each([
    '{"__proto__":{"a":1}}',
    '{"constructor":{"prototype":{"a":1}}}',
    '{"10":"ten","2":"two"}',
    '{"b":1,"1":3,"a":2,"a":4}',
    '[1.10, 1e2, "\\u0041"]',
  ])('G05 a fixed value %s reaches the engine as it is written', async (value) => {
    const headers = { authorization: `Bearer ${await gateway.connectToken()}` };
    const members = `"relation":{"schema":"s","name":"t"},"mapping":{"version":1,"fields":[{"to":"a","value":${value}}]}`;
    gateway.double.seen.length = 0;
    await postJson(`${gateway.api}/previews`, ` {${members}}`, headers);
    expect(gateway.double.seen.map(({ body }) => body)).toEqual([
      `{"connectionString":"${connectionString}",${members}}`,
    ]);
  });

  it('G05 what stands beside the mapping cannot replace the source', async () => {
    const headers = { authorization: `Bearer ${await gateway.connectToken()}` };
    for (const name of ['connectionString', 'password', '__proto__']) {
      const body = `{"relation":{"schema":"s","name":"t"},"mapping":{"version":1,"fields":[]},"${name}":"x"}`;
      gateway.double.seen.length = 0;
      await expectProblem(await postJson(`${gateway.api}/previews`, body, headers), 'request_invalid');
      expect(gateway.double.seen).toEqual([]);
    }
  });

  it.each([
    ['lists', '['.repeat(10_000) + ']'.repeat(10_000)],
    ['objects', '{"a":'.repeat(10_000) + '1' + '}'.repeat(10_000)],
  ])('G05 10,000 %s deep are refused before they are parsed', async (_name, body) => {
    const response = await postJson(`${gateway.api}/connections`, body);
    expect((await expectProblem(response, 'request_invalid')).detail).toContain('nested deeper than 100');
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
});

describe('isDeeperThan', () => {
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
  ])('%s against %i: %s', (json, limit, expected) => {
    expect(isDeeperThan(limit, json)).toBe(expected);
  });
});
