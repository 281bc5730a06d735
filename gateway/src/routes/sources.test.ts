import { describe, expect, it } from 'vitest';
import { SOURCE_LIMITS } from '@rowhook/contracts';
import { postJson } from '../../test/support/gateway.js';
import {
  respondWith,
  respondWithProblem,
  verified,
  type MockEngine,
} from '../../test/support/mock-engine.js';
import {
  CANARY,
  connectionString,
  expectProblem,
  withMockEngine,
} from '../../test/support/mocked-gateway.js';

const relation = { schema: 'public', name: 'customers' };
const where = [{ column: 'email', is: '=', value: `${CANARY}@example.com` }];
const query = `SELECT '${CANARY}' AS id`;
const sources = [
  { relation },
  { relation, where },
  { relation, where: [] },
  { query },
  { query, key: ['id'] },
];
const mapping = { version: 1, fields: [] };
const description = {
  columns: [],
  key: ['id'],
  warnings: [{ code: 'column_unnamed', message: 'Column 2.' }],
};
const sample = {
  columns: [],
  columnErrors: [],
  rows: [],
  order: [],
  takenAt: '2026-01-01T00:00:00Z',
  warnings: [],
};
const preview = {
  payloads: [],
  sample: { takenAt: '2026-01-01T00:00:00Z', reused: false },
  warnings: [],
  timing: { connectMs: 1, queryMs: 1, mapMs: 0.1 },
};

const gateway = withMockEngine();

/** Connects and then calls the API; the engine handles that call with `respond`. */
async function post(
  path: string,
  body: unknown,
  respond = respondWith(verified),
  signal?: AbortSignal,
): Promise<Response> {
  gateway.engine.respond = respondWith(verified);
  const authorization = `Bearer ${await gateway.connectToken()}`;
  gateway.engine.seen.length = 0;
  gateway.engine.respond = respond;
  return postJson(gateway.api + path, body, { authorization }, signal);
}

const seen = () => gateway.engine.seen.map(({ url, body }) => [url, JSON.parse(body) as unknown]);

describe('source', () => {
  it.each(sources)('is described by the engine: %j', async (source) => {
    const response = await post('/describe', source, respondWith(description));
    expect(await response.json()).toEqual(description);
    expect(seen()).toEqual([['/v1/describe', { connectionString, ...source }]]);
  });

  it.each(sources)('is sampled by the engine: %j', async (source) => {
    const rows = { limit: 3, pick: { where: [{ column: 'id', is: 'in', value: [1, '2'] }] } };
    const response = await post('/samples', { ...source, rows }, respondWith(sample));
    expect(await response.json()).toEqual(sample);
    expect(seen()).toEqual([['/v1/sample', { connectionString, ...source, rows }]]);
  });

  it.each(sources)('may be repeated in the mapping of a preview: %j', async (source) => {
    const body = { ...source, mapping: { ...mapping, $schema: 'mapping.schema.json', ...source } };
    const response = await post('/previews', body, respondWith(preview));
    expect(await response.json()).toEqual(preview);
    expect(seen()).toEqual([['/v1/preview', { connectionString, ...body }]]);
  });

  it.each([
    ['a table and a query', { relation, query }, '/query'],
    ['conditions on a query', { query, where }, '/where'],
    ['a key of a table', { relation, key: ['id'] }, '/key'],
    ['nothing', {}, '/relation'],
    ['an unknown operator', { relation, where: [{ column: 'a', is: 'like', value: 1 }] }, '/where/0/is'],
    ['a query that is too long', { query: ` ${'é'.repeat(SOURCE_LIMITS.queryBytes / 2)}` }, '/query'],
    [
      'a value that is too long',
      { relation, where: [{ column: 'a', is: '=', value: 'x'.repeat(SOURCE_LIMITS.valueBytes + 1) }] },
      '/where/0/value',
    ],
  ])('with %s is rejected before the engine is called', async (_name, source, pointer) => {
    for (const path of ['/describe', '/samples', '/previews']) {
      const body = path === '/previews' ? { ...source, mapping } : source;
      const problem = await expectProblem(await post(path, body), 'request_invalid');
      expect(problem.errors?.map((error) => error.pointer)).toContain(pointer);
      expect(seen()).toEqual([]);
    }
  });

  it('accepts a query of exactly the maximum length', async () => {
    const longest = { query: 'é'.repeat(SOURCE_LIMITS.queryBytes / 2) };
    expect((await post('/describe', longest, respondWith(description))).status).toBe(200);
  });
});

describe('Postgres message about a query', () => {
  const postgres = { message: `column "${CANARY}" does not exist`, hint: 'Perhaps "id".', position: 8 };

  it('is in the response', async () => {
    const carried = { sqlstate: '42703', postgres };
    const response = await post('/describe', { query }, respondWithProblem('query_invalid', carried));
    expect(await expectProblem(response, 'query_invalid')).toMatchObject(carried);
  });

  it('includes the column names if two are the same', async () => {
    const errors = [{ pointer: '/query', code: 'duplicate_column', message: 'Columns 1 and 3 are "id".' }];
    const carried = { errors, columns: ['id', 'name', 'id'] };
    const response = await post('/describe', { query }, respondWithProblem('source_invalid', carried));
    expect(await expectProblem(response, 'source_invalid')).toMatchObject(carried);
  });

  it('is not logged, and neither are queries or values of conditions', async () => {
    const handlers = [
      respondWith(description),
      respondWithProblem('query_invalid', { sqlstate: '42703', postgres }),
      respondWith({ ...description, key: CANARY }),
      respondWith({ message: CANARY }, 500),
      respondWithProblem('query_failed', { postgres }),
    ];
    for (const respond of handlers) {
      for (const source of sources) await post('/describe', source, respond);
      await post('/samples', { query: 5, [CANARY]: query }, respond);
      await post('/previews', `{"query": "${query}`, respond);
    }
    expect(gateway.logs.join('')).toContain('"path":"/api/v1/describe"');
    expect(gateway.logs.join('')).not.toContain(CANARY);
  });
});

describe('query of a disconnected client', () => {
  it.each(['/describe', '/samples', '/previews'])('is cancelled: %s', async (path) => {
    const browser = new AbortController();
    const cancelled = new Promise((resolve) => {
      gateway.engine.seen.length = 0;
      const respond: MockEngine['respond'] = (request, response, body) => {
        if (request.url === '/v1/cancel') {
          respondWith({ cancelled: true })(request, response, body);
          resolve((JSON.parse(body) as { requestId: string }).requestId);
        } else {
          browser.abort();
        }
      };
      const body = path === '/previews' ? { query, mapping } : { query };
      post(path, body, respond, browser.signal).catch(() => undefined);
    });
    const requestId = await cancelled;
    expect(gateway.engine.seen[0]?.headers['x-request-id']).toBe(requestId);
  });
});
