import {
  checkPlacements,
  endpoints,
  nullPolicyOf,
  Preview,
  Problem,
  RelationDetail,
  type Mapping,
} from '@rowhook/contracts';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { Random } from './support/random.js';
import { randomMapping, type RandomColumn } from './support/random-mapping.js';
import {
  compact,
  referencePayload,
  type Outcome,
  type Row,
  type Value,
} from './support/reference-mapping.js';
import { startStack, type Stack } from './support/stack.js';

const MAPPINGS = Number(process.env['ROWHOOK_TEST_MAPPINGS'] ?? 250);

/** Each export opens a connection, so only some mappings are exported. */
const EXPORTED_OF = 10;
const seed = Number(process.env['ROWHOOK_TEST_SEED'] ?? Date.now() % 2 ** 32);
const relation = { schema: 'shop', name: 'random' };

const ROWS = `
  CREATE TABLE shop.random (
    id int PRIMARY KEY, i int8, n numeric, b bool, t text, d timestamptz, day date, j jsonb, l text[], x bytea
  );
  INSERT INTO shop.random VALUES
    (1, 9007199254740993, 1.10, true, '12', '2024-02-29 12:34:56.789012+00', '2024-02-29',
     '{"a": {"b": "Paris"}, "list": [1, "two", null], "odd/key": true}', '{a,NULL,"x y"}', '\\xdeadbeef'),
    (2, -1, 'NaN', false, 'true', '1969-12-31 23:59:59.5+00', '1969-12-31', '[1, 2]', '{}', '\\x'),
    (3, 0, 0.000, NULL, '{"k": [1.10, 1e400 ]}', 'infinity', '-infinity', '"a"', '[2:3]={y,z}', '\\xff'),
    (4, NULL, -12345678901234567890.5, true, '', '0044-03-15 00:00:00+00 BC', NULL, 'null', NULL, NULL),
    (5, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL),
    (6, 5, 5, false, E'"q" \\\\ \\n \\u2028 é 😀', '1970-01-01 00:00:00+00', '1970-01-01', '{"a": null}',
     '{{a,b},{c,d}}', '\\x00');
  GRANT SELECT ON shop.random TO PUBLIC;
`;

/** Each column's value as a string, in SQL. */
const AS_STRING: Record<string, string> = {
  id: 'to_json(id::text)',
  i: 'to_json(i::text)',
  n: 'to_json(n::text)',
  b: 'to_json(b::text)',
  t: 'to_json(t)',
  d: 'to_json(d)',
  day: 'to_json(day)',
  j: 'to_json(j::text)',
  l: 'to_json(l::text)',
  x: `to_json(encode(x, 'base64'))`,
};

let stack: Stack;
let columns: RandomColumn[];
let rows: Row[];
beforeAll(async () => {
  stack = await startStack();
  await stack.database.admin(ROWS);
  const detail = await stack.call(endpoints.getRelation, { token: stack.token, query: relation });
  columns = RelationDetail.parse(await detail.json()).columns;
  rows = await expectedRows();
});
afterAll(() => stack.stop());

async function expectedRows(): Promise<Row[]> {
  const names = Object.keys(AS_STRING);
  const list = names.map((name) => {
    const json = name === 'x' ? AS_STRING[name] : `to_json(${name})`;
    const epoch =
      name === 'd' || name === 'day'
        ? `CASE WHEN isfinite(${name}) THEN
      trim_scale(extract(epoch FROM ${name})::numeric)::text END`
        : 'NULL';
    return `CASE WHEN ${name} IS NOT NULL THEN json_build_object('json', ${json}::text,
      'string', ${AS_STRING[name]}::text, 'text', ${name}::text, 'epoch', ${epoch})::text END AS ${name}`;
  });
  await stack.database.admin(`SET TimeZone = 'UTC'`);
  const result = await stack.database.admin(`SELECT ${list.join(', ')} FROM shop.random ORDER BY id`);
  return result.rows.map((row) =>
    Object.fromEntries(
      names.map((name) => {
        const value = row[name] as string | null;
        if (value === null) return [name, null];
        const parsed = JSON.parse(value) as Value;
        if (name !== 'j') return [name, parsed];
        return [
          name,
          { ...parsed, string: parsed.text === 'null' ? null : JSON.stringify(compact(parsed.text)) },
        ];
      }),
    ),
  );
}

/** The errors of the contracts for the paths, which the engine must also report. */
function placementErrors(mapping: Mapping) {
  const placements = mapping.fields.map((field) => ({
    to: field.to,
    omit: nullPolicyOf(field, mapping) === 'omit',
  }));
  return checkPlacements(placements).errors.map(({ pointer, related, code, message }) => ({
    pointer: `/mapping${pointer}`,
    code,
    message,
    ...(related === undefined ? {} : { related: `/mapping${related}` }),
  }));
}

it(`${MAPPINGS} random mappings: the engine has the errors of checkPlacements and the payloads of the reference (ROWHOOK_TEST_SEED=${seed})`, async () => {
  const random = new Random(seed);
  const [first, ...others] = columns;
  if (first === undefined) throw new Error('The relation has no columns.');
  const counts = { refused: 0, payloads: 0, issues: 0 };
  for (let i = 0; i < MAPPINGS; i++) {
    const mapping = randomMapping(random, [first, ...others]);
    const response = await stack.call(endpoints.createPreview, {
      token: stack.token,
      body: { relation, mapping },
    });
    const value: unknown = await response.json();
    const context = JSON.stringify(mapping);
    const errors = placementErrors(mapping);
    if (errors.length > 0) {
      expect(response.status, context).toBe(422);
      expect(Problem.parse(value).errors, context).toEqual(errors);
      counts.refused++;
      continue;
    }
    expect(response.status, context + JSON.stringify(value)).toBe(200);
    const { payloads } = Preview.parse(value);
    expect(payloads).toHaveLength(rows.length);
    rows.forEach((row, index) => {
      const payload = payloads[index];
      const expected = referencePayload(mapping, row);
      expect(outcomeOf(payload), `${context} row ${index + 1}`).toEqual(expected);
      if ('body' in expected) counts.payloads++;
      else counts.issues++;
    });
    if (i % EXPORTED_OF !== 0) continue;
    const bodies = payloads.flatMap(({ body }) => (body === null ? [] : [body]));
    expect(await exported(mapping), context).toEqual(bodies);
  }
  expect(counts.refused).toBeGreaterThan(MAPPINGS / 10);
  expect(counts.payloads + counts.issues).toBeGreaterThan(MAPPINGS * 2);
  expect(counts.issues).toBeGreaterThan(MAPPINGS / 20);
}, 120_000);

/** The lines of an export that skips rejected rows. The table's rows are in key order. */
async function exported(mapping: Mapping): Promise<string[]> {
  const connectionString = stack.database.connectionString();
  const response = await stack.engine.export({ connectionString, relation, mapping, onError: 'skip' });
  const text = await response.text();
  expect(response.status, text).toBe(200);
  return text.split('\n').slice(0, -1);
}

function outcomeOf(payload: Preview['payloads'][number] | undefined): Outcome {
  if (typeof payload?.body === 'string') return { body: payload.body };
  const issues = (payload?.issues ?? []).map(({ field, code }) => ({ field: field ?? -1, code }));
  return { issues: issues.sort((a, b) => a.field - b.field) };
}
