import {
  CheckedPreview,
  CheckLine,
  endpoints,
  KeyedPayload,
  Problem,
  streams,
  type CheckReport,
} from '@rowhook/contracts';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Random } from './support/random.js';
import { randomMapping, type RandomColumn } from './support/random-mapping.js';
import { randomSchema } from './support/random-schema.js';
import { startStack, type Stack } from './support/stack.js';

const seed = Number(process.env['ROWHOOK_TEST_SEED'] ?? Date.now() % 2 ** 32);

const TABLES = `
  CREATE TABLE shop.people AS
    SELECT n AS id, 'name ' || n AS name, CASE WHEN n % 7 = 0 THEN 'x' ELSE (n % 120)::text END AS age,
           CASE WHEN n % 11 = 0 THEN NULL ELSE repeat('é', n % 40) END AS note, jsonb_build_array(n, n % 3 = 0) AS list
    FROM generate_series(1, 5000) AS n;
  ALTER TABLE shop.people ADD PRIMARY KEY (id);
  CREATE TABLE shop.few (id int PRIMARY KEY, i int8, n numeric, b bool, t text, j jsonb);
  INSERT INTO shop.few VALUES (1, 9007199254740993, 1.10, true, '12', '{"a": {"b": "Paris"}, "list": [1, "two", null]}'),
    (2, -1, 0.5, false, '', '[1, 2]'), (3, 0, 1000, NULL, 'é', '"a"'), (4, NULL, NULL, NULL, NULL, 'null'),
    (5, 5, 5, true, 'text', '{"a": null}');
  CREATE VIEW shop.waiting AS SELECT id, name, CASE WHEN id > 500 THEN pg_sleep(0.05)::text END AS slept FROM shop.people;
  GRANT SELECT ON shop.people, shop.few, shop.waiting TO PUBLIC;
`;

let stack: Stack;
beforeAll(async () => {
  stack = await startStack();
  await stack.database.admin(TABLES);
});
afterAll(() => stack.stop());

const table = (name: string) => ({ relation: { schema: 'shop', name } });
const mapping = {
  version: 1 as const,
  fields: [
    { to: 'user.id', column: 'id' },
    { to: 'user.name', column: 'name' },
    { to: 'user.age', column: 'age', as: 'integer' as const },
    { to: 'note', column: 'note', onNull: 'omit' as const },
    { to: 'list', column: 'list' },
  ],
};
const ids = {
  version: 1,
  fields: [
    { to: 'id', column: 'id' },
    { to: 'slept', column: 'slept' },
  ],
};

const check = (body: object, signal?: AbortSignal) =>
  stack.call(streams.createCheck, { token: stack.token, body, ...(signal === undefined ? {} : { signal }) });

async function linesOf(response: Response): Promise<CheckLine[]> {
  const text = await response.text();
  expect(response.status, text).toBe(200);
  return text
    .trimEnd()
    .split('\n')
    .map((line) => CheckLine.parse(JSON.parse(line)));
}

async function reportOf(body: object): Promise<CheckReport> {
  const last = (await linesOf(await check(body))).at(-1);
  if (last === undefined || !('report' in last)) throw new Error(JSON.stringify(last));
  return last.report;
}

/** The lines of an export with keys, directly from the engine. */
async function exported(body: object) {
  const connectionString = stack.database.connectionString();
  const response = await stack.engine.export({ connectionString, ...body, onError: 'skip', keys: true });
  const text = await response.text();
  expect(response.status, text).toBe(200);
  return text
    .split('\n')
    .slice(0, -1)
    .map((line) => ({
      ...KeyedPayload.parse(JSON.parse(line)),
      bytes: Buffer.byteLength(line.slice(line.indexOf(',"payload":') + 11, -1)),
    }));
}

describe('check', () => {
  const schema = {
    properties: {
      user: { properties: { age: { maximum: 100 }, name: { pattern: '[0-8]$' } }, required: ['id', 'age'] },
      list: { items: { type: ['integer', 'boolean'] }, contains: { const: true } },
    },
    required: ['note'],
  };

  it('counts the same rows, sizes and issues as a script that reads the export', async () => {
    const source = table('people');
    const report = await reportOf({ ...source, mapping, schema, workers: 2 });
    const payloads = await exported({ ...source, mapping });
    const sizes = payloads.map(({ bytes }) => bytes).sort((a, b) => a - b);
    const percentile = (part: number) => sizes[Math.ceil((sizes.length * part) / 100) - 1];
    expect(report).toMatchObject({
      complete: true,
      rows: 5000,
      payloads: payloads.length,
      rejected: 5000 - payloads.length,
      bytes: sizes.reduce((sum, bytes) => sum + bytes, 0),
      sizes: {
        min: sizes[0],
        median: percentile(50),
        p95: percentile(95),
        p99: percentile(99),
        max: sizes.at(-1),
      },
      issues: [{ to: 'user.age', code: 'not_an_integer', rows: 714 }],
    });
    const validate = new Ajv2020({ allErrors: true, strict: false }).compile(schema);
    const errors = payloads.flatMap(({ payload }) => (validate(payload) ? [] : [validate.errors ?? []]));
    expect(report.schema?.rejected).toBe(errors.length);
    for (const { keyword, schemaPointer, rows, examples } of report.schema?.issues ?? []) {
      const having = errors.filter((list) =>
        list.some(({ schemaPath }) => schemaPath === `#${schemaPointer}`),
      );
      expect([keyword, rows]).toEqual([schemaPointer.split('/').at(-1), having.length]);
      expect(examples).toHaveLength(5);
    }
    expect(report.schema?.issues.map(({ pointer }) => pointer).sort()).toEqual([
      '/list',
      '/list/*',
      '/note',
      '/user/age',
      '/user/name',
    ]);
    expect(await reportOf({ ...source, mapping })).not.toHaveProperty('schema');
  });

  it(`rejects the same rows as ajv does, like the preview (ROWHOOK_TEST_SEED=${seed})`, async () => {
    const random = new Random(seed);
    const column = (name: string, casts: RandomColumn['casts'] = []) => ({
      name,
      casts,
      pointable: name === 'j',
    });
    const columns = [
      column('id'),
      column('i', ['string']),
      column('n'),
      column('b'),
      column('t', ['integer']),
      column('j'),
    ] as const;
    const seen = { valid: 0, rejected: 0 };
    // Few of the random schemas reject a payload, so the number of mappings depends on the seed.
    for (let i = 0; i < 30 || seen.valid < 6 || seen.rejected < 6; i++) {
      expect(i, 'mappings without enough valid and rejected payloads').toBeLessThan(500);
      const body = {
        ...table('few'),
        mapping: randomMapping(random, columns),
        schema: randomSchema(random, 3),
      };
      const context = JSON.stringify(body);
      const response = await stack.call(endpoints.createPreview, { token: stack.token, body });
      const value: unknown = await response.json();
      if (response.status === 422) {
        expect(Problem.parse(value).code, context).toBe('mapping_invalid');
        continue;
      }
      const { payloads, schemaIssues } = CheckedPreview.parse(value);
      const validate = new Ajv2020({ strict: false }).compile(body.schema);
      const all = await exported({ ...table('few'), mapping: body.mapping });
      const wrong = all.filter(({ payload }) => !validate(payload)).map(({ key }) => String(key));
      const previewed = payloads.filter((_, index) => (schemaIssues?.[index]?.length ?? 0) > 0);
      expect(previewed.map(({ key }) => String(key)).sort(), context).toEqual(wrong.sort());
      const report = await reportOf(body);
      // With five rows, each row is among the examples of its issues.
      const examples = report.schema?.issues.flatMap((issue) => issue.examples.map(({ key }) => String(key)));
      expect([...new Set(examples)].sort(), context).toEqual(wrong);
      expect(report.schema?.rejected, context).toBe(wrong.length);
      seen.rejected += wrong.length;
      seen.valid += all.length - wrong.length;
    }
  }, 120_000);

  it('has exact numbers in its examples, and exact is false if JavaScript rounds', async () => {
    const fields = [
      { to: 'i', column: 'i' },
      { to: 'list', column: 'j' },
    ];
    const body = {
      ...table('few'),
      mapping: { version: 1, fields },
      schema: { properties: { i: { maximum: 5 } } },
    };
    expect((await reportOf(body)).schema?.issues).toEqual([
      expect.objectContaining({
        pointer: '/i',
        exact: false,
        rows: 1,
        examples: [{ key: ['1'], value: '9007199254740993', excerpt: null }],
      }),
    ]);
    const keyless = { query: 'TABLE shop.few', mapping: body.mapping, schema: body.schema };
    const excerpt = '{"i":9007199254740993,"list":{"a":{"b":"Paris"},"list":[1,"two",null]}}';
    expect((await reportOf(keyless)).schema?.issues[0]?.examples).toEqual([
      { key: null, value: '9007199254740993', excerpt },
    ]);
  });

  const running = { ...table('waiting'), mapping: ids, schema: {} };
  const SLEEPS = `wait_event = 'PgSleep'`;

  it('cancels its query when its client disconnects', async () => {
    const client = new AbortController();
    const response = await check(running, client.signal);
    await stack.database.sessionWhere(SLEEPS);
    client.abort();
    await expect(response.text()).rejects.toThrow();
    const sql = `SELECT FROM pg_stat_activity WHERE usename = '${stack.database.role}' AND state = 'active'`;
    await expect.poll(async () => (await stack.database.admin(sql)).rowCount).toBe(0);
  });

  it('ends with a problem when its backend is terminated', async () => {
    const response = await check(running);
    const lines = linesOf(response);
    const pid = await stack.database.sessionWhere(SLEEPS);
    await stack.database.admin(`SELECT pg_terminate_backend(${pid})`);
    expect((await lines).at(-1)).toMatchObject({ problem: { code: 'database_unavailable' } });
  });

  it('fails if a pattern backtracks', async () => {
    const schema = { properties: { note: { pattern: '^(é|é)+$' } } };
    const long = { query: `SELECT repeat('é', 60) || '!' AS note` };
    const fields = [{ to: 'note', column: 'note' }];
    const lines = await linesOf(await check({ ...long, mapping: { version: 1, fields }, schema }));
    expect(lines.at(-1)).toMatchObject({ problem: { code: 'schema_limit_exceeded' } });
  });

  it.each<[string, object, string]>([
    ['of 5 MB', { description: 'x'.repeat(5_000_000) }, 'request_too_large'],
    ['with a remote reference', { $ref: 'http://127.0.0.1:1/schema.json' }, 'schema_invalid'],
  ])('with a schema %s is rejected', async (_what, schema, code) => {
    const response = await check({ ...table('few'), mapping: ids, schema });
    expect(Problem.parse(await response.json()).code).toBe(code);
  });

  it('supports a recursive schema', async () => {
    const fields = [{ to: 'tree', column: 'j' }];
    const node = {
      type: ['object', 'array', 'string', 'null'],
      additionalProperties: { $ref: '#/$defs/node' },
    };
    const schema = { $defs: { node }, properties: { tree: { $ref: '#/$defs/node' } } };
    const report = await reportOf({ ...table('few'), mapping: { version: 1, fields }, schema });
    expect(report.schema).toMatchObject({ rejected: 0, issues: [] });
  });

  it('can run ten times at once; some may be rejected as overloaded', async () => {
    const body = { ...table('people'), mapping, schema };
    const responses = await Promise.all(Array.from({ length: 10 }, () => check(body)));
    let reports = 0;
    for (const response of responses) {
      if (response.status === 503) {
        expect(response.headers.has('retry-after')).toBe(true);
        expect(Problem.parse(await response.json()).code).toBe('overloaded');
      } else {
        expect((await linesOf(response)).at(-1)).toHaveProperty('report.rows', 5000);
        reports++;
      }
    }
    expect(reports).toBeGreaterThan(0);
    expect(await reportOf(body)).toMatchObject({ rows: 5000 });
  });
});
