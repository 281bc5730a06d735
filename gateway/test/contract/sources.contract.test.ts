import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Description, endpoints, Preview, Problem, Sample } from '@rowhook/contracts';
import { compact } from './support/reference-mapping.js';
import { startStack, type Stack } from './support/stack.js';

const relation = { schema: 'shop', name: 'customers' };
const QUERY = `WITH first AS (SELECT * FROM shop.customers ORDER BY id LIMIT 2)
SELECT c.id, c.first_name, json_agg(n ORDER BY n) AS numbers
FROM first c
JOIN generate_series(1, 3) n ON n < 3
GROUP BY c.id, c.first_name -- "😀"`;
const CANARY = 'personal-4711';

let stack: Stack;
beforeAll(async () => {
  stack = await startStack();
});
afterAll(() => stack.stop());

const post = (endpoint: typeof endpoints.describeSource | typeof endpoints.takeSample, body: object) =>
  stack.call(endpoint, { token: stack.token, body });

async function preview(body: object): Promise<(string | null)[]> {
  const response = await stack.call(endpoints.createPreview, { token: stack.token, body });
  const { payloads } = Preview.parse(await response.json());
  return payloads.map((payload) => payload.body);
}

describe('query', () => {
  it('is described with its columns and key', async () => {
    const response = await post(endpoints.describeSource, { query: QUERY, key: ['id'] });
    const { columns, key, warnings } = Description.parse(await response.json());
    expect(columns.map(({ name, type, nullable }) => [name, type, nullable])).toEqual([
      ['id', 'bigint', true],
      ['first_name', 'text', true],
      ['numbers', 'json', true],
    ]);
    expect({ key, warnings }).toEqual({ key: ['id'], warnings: [] });
  });

  it('has the same payloads as json_build_object', async () => {
    const fields = [
      { to: 'user.id', column: 'id' },
      { to: 'user.name', column: 'first_name' },
      { to: 'user.numbers', column: 'numbers' },
    ];
    const source = { query: QUERY, key: ['id'] };
    const bodies = await preview({ ...source, mapping: { version: 1, ...source, fields } });
    const { rows } = await stack.database.admin(
      `SELECT json_build_object('user', json_build_object('id', id, 'name', first_name, 'numbers', numbers))::text AS body
       FROM (${QUERY}
       ) AS q ORDER BY id`,
    );
    expect([...bodies].sort()).toEqual(rows.map(({ body }) => compact(String(body))).sort());
    expect(bodies).toHaveLength(2);
  });

  it('with an unknown column is rejected with the position in characters', async () => {
    const response = await post(endpoints.describeSource, { query: "SELECT '😀é', idd FROM shop.customers" });
    expect(Problem.parse(await response.json())).toMatchObject({
      code: 'query_invalid',
      sqlstate: '42703',
      postgres: {
        message: 'column "idd" does not exist',
        position: 14,
        hint: expect.stringContaining('id') as string,
      },
    });
  });

  it('with a duplicate column name is rejected with all column names', async () => {
    const response = await post(endpoints.describeSource, { query: 'SELECT 1 AS a, 2 AS b, 3 AS a' });
    const { code, columns, errors } = Problem.parse(await response.json());
    expect({ code, columns }).toEqual({ code: 'source_invalid', columns: ['a', 'b', 'a'] });
    expect(errors).toMatchObject([{ pointer: '/query', code: 'duplicate_column' }]);
    expect(errors?.[0]?.message).toMatch(/1.*3/);
  });

  it('is cancelled in Postgres when the browser disconnects', async () => {
    const browser = new AbortController();
    const body = { query: 'SELECT pg_sleep(60)::text AS slept' };
    const response = stack
      .call(endpoints.takeSample, { token: stack.token, body, signal: browser.signal })
      .catch(() => undefined);
    await stack.database.sessionWhere(`wait_event = 'PgSleep'`);
    browser.abort();
    await response;
    const asleep = `SELECT FROM pg_stat_activity WHERE usename = '${stack.database.role}' AND wait_event = 'PgSleep'`;
    await expect.poll(async () => (await stack.database.admin(asleep)).rowCount).toBe(0);
  });
});

describe('filter', () => {
  const where = [
    { column: 'id', is: '>=', value: '9007199254740994' },
    { column: 'first_name', is: 'in', value: ['Ada', 'Grace "Amazing"'] },
    { column: 'balance', is: 'notNull' },
  ];
  const fields = [{ to: 'id', column: 'id' }];

  it('with three conditions selects the rows that satisfy all of them', async () => {
    const mapping = { version: 1, relation, where, fields };
    expect(await preview({ relation, where, mapping })).toEqual(['{"id":9007199254740994}']);
  });

  it('that differs from the filter of the mapping is rejected', async () => {
    const mapping = { version: 1, relation, where: where.slice(1), fields };
    const body = { relation, where, mapping };
    const response = await stack.call(endpoints.createPreview, { token: stack.token, body });
    const problem = Problem.parse(await response.json());
    expect(problem.errors).toMatchObject([{ code: 'source_differs' }]);
  });

  it.each([
    [{ column: 'nowhere', is: 'null' }, ['/where/1/column', 'unknown_column']],
    [{ column: 'id', is: '=', value: 'one' }, ['/where/1/value', 'value_invalid']],
    [{ column: 'id', is: 'in', value: [1, 'one'] }, ['/where/1/value/1', 'value_invalid']],
  ])('with the invalid condition %j is rejected with a pointer', async (condition, wanted) => {
    const body = { relation, where: [{ column: 'id', is: '>', value: 1 }, condition] };
    const { code, errors } = Problem.parse(await (await post(endpoints.describeSource, body)).json());
    expect(code).toBe('source_invalid');
    expect(errors?.map((error) => [error.pointer, error.code])).toEqual([wanted]);
  });

  it.each([{ relation }, { query: 'TABLE shop.customers' }])('selects one row of %j', async (source) => {
    const pick = { where: [{ column: 'first_name', is: '=', value: 'Grace "Amazing"' }] };
    const response = await post(endpoints.takeSample, { ...source, rows: { pick } });
    const { rows } = Sample.parse(await response.json());
    expect(rows.map(({ cells }) => cells[0]?.json)).toEqual(['9007199254740994']);
  });
});

it('logs do not contain queries or values of conditions', async () => {
  const sources = [
    { query: `SELECT '${CANARY}' AS a` },
    { query: `SELECT ${CANARY} FROM nowhere` },
    { query: `SELECT 1 / 0 AS "${CANARY}"` },
    { relation, where: [{ column: 'first_name', is: '=', value: CANARY }] },
    { relation, where: [{ column: 'id', is: '=', value: CANARY }] },
  ];
  for (const source of sources) {
    await post(endpoints.describeSource, source);
    await post(endpoints.takeSample, source);
  }
  const logs = [...stack.gateway.logs, ...stack.engine.logs].join('\n');
  expect(logs).toContain('/describe');
  expect(logs).not.toContain(CANARY);
});
