import { describe, expect, it } from 'vitest';
import type { SchemaReport } from '@rowhook/contracts';
import { ValidatorSession } from './session.js';

function reportOf(schema: unknown, lines: string[]): { payloads: number; schema: SchemaReport } {
  const session = new ValidatorSession();
  session.handle({ name: 'prepare', body: JSON.stringify({ schema }) });
  for (let at = 0; at < lines.length; at += 7) {
    const text = lines.slice(at, at + 7).map((line) => `${line}\n`);
    session.handle({ name: 'add', lines: new Uint8Array(Buffer.from(text.join(''))) });
  }
  return session.handle({ name: 'report' }) as { payloads: number; schema: SchemaReport };
}

const line = (key: number | null, payload: string) =>
  `{"key":${key === null ? 'null' : `["${key}"]`},"payload":${payload}}`;

describe('schema report', () => {
  it('sorts issues by number of rows and has five examples of each', () => {
    const lines = Array.from({ length: 30 }, (_, i) => line(i, `{"n":${i},"list":["a",${i % 3},${i % 3}]}`));
    const schema = { properties: { n: { minimum: 9 }, list: { items: { enum: ['a', 0] } } } };
    const report = reportOf(schema, lines);
    expect(report).toMatchObject({ payloads: 30, schema: { rejected: 23, moreIssues: 0 } });
    expect(
      report.schema.issues.map(({ pointer, rows, examples }) => [
        pointer,
        rows,
        examples.map(({ key }) => key?.[0]),
      ]),
    ).toEqual([
      ['/list/*', 20, ['1', '2', '4', '5', '7']],
      ['/n', 9, ['0', '1', '2', '3', '4']],
    ]);
  });

  it('distinguishes array indexes from numeric keys', () => {
    const schema = { additionalProperties: { additionalProperties: false, items: { type: 'string' } } };
    const { issues } = reportOf(schema, [line(1, '{"a":[1],"0":{"1":2}}')]).schema;
    expect(issues.map(({ pointer }) => pointer).sort()).toEqual(['/0/1', '/a/*']);
  });

  it('is not exact if JavaScript rounds a number of a payload', () => {
    const lines = [line(1, '{"n":21}'), line(2, '{"n":9007199254740993}'), line(3, '{"n":22}')];
    const { issues } = reportOf({ properties: { n: { maximum: 20 } } }, lines).schema;
    expect(issues).toMatchObject([{ rows: 3, exact: false }]);
  });

  it.each([
    ['"a\\"b"', 'a"b'],
    ['12345678901234567890.10', '12345678901234567890.10'],
    ['[1.0, {"b":  9007199254740993}]', '[1.0, {"b":  9007199254740993}]'],
    ['null', 'null'],
    [`"${'😀'.repeat(300)}"`, '😀'.repeat(200)],
    [`[${'1,'.repeat(300)}1]`, `[${'1,'.repeat(300)}`.slice(0, 200)],
  ])('has the value %s unchanged', (json, value) => {
    const schema = { properties: { a: { properties: { '/~': false } } } };
    const { issues } = reportOf(schema, [line(null, `{"b":1,"a":{"x":[0],"/~":${json}}}`)]).schema;
    const excerpt = Array.from(`{"b":1,"a":{"x":[0],"/~":${json}}}`).slice(0, 200).join('');
    expect(issues).toMatchObject([{ pointer: '/a/~1~0', examples: [{ key: null, value, excerpt }] }]);
  });

  it('lists at most 200 issues and counts the others', () => {
    const keys = Array.from({ length: 300 }, (_, i) => `{"k${i}":1}`);
    const { issues, moreIssues, rejected } = reportOf({ additionalProperties: false }, [
      ...keys.map((json, i) => line(i, json)),
      ...keys.map((json, i) => line(i, json)),
    ]).schema;
    expect([issues.length, moreIssues, rejected]).toEqual([200, 100, 600]);
    expect(issues.every(({ rows }) => rows === 2)).toBe(true);
  });

  it('starts empty with each request', () => {
    const session = new ValidatorSession();
    const prepare = { name: 'prepare', body: '{"schema":false,"mapping":{"a" : 1.0}}' } as const;
    expect(session.handle(prepare)).toEqual({ rest: '{"mapping":{"a" : 1.0}}' });
    session.handle({ name: 'add', lines: new Uint8Array(Buffer.from(`${line(1, '1')}\n`)) });
    session.handle(prepare);
    expect(session.handle({ name: 'report' })).toEqual({
      payloads: 0,
      schema: { rejected: 0, issues: [], moreIssues: 0 },
    });
  });
});

it('removes the schema from a request, even if its name is escaped', () => {
  const body = '{ "sch\\u0065ma":true,"a" : {"schema":1},"schema":{"type":"string"} , "b":[ 1.0 ]}';
  const session = new ValidatorSession();
  expect(session.handle({ name: 'prepare', body })).toEqual({ rest: '{"a" : {"schema":1},"b":[ 1.0 ]}' });
  // The last of duplicate members counts, as in JSON.parse.
  expect(session.handle({ name: 'validate', bodies: ['1', '"1"'] })).toMatchObject({
    issues: [[{ keyword: 'type' }], []],
  });
});

it('validates against the component of the last request', () => {
  const schemas = { Text: { type: 'string' }, Number: { type: 'number' } };
  const schema = { openapi: '3.1.0', components: { schemas } };
  const session = new ValidatorSession();
  const validate = (component: keyof typeof schemas) => {
    session.handle({ name: 'prepare', body: JSON.stringify({ schema, component }) });
    return session.handle({ name: 'validate', bodies: ['1'] });
  };
  expect(validate('Text')).toMatchObject({ issues: [[{ keyword: 'type' }]] });
  expect(validate('Number')).toEqual({ issues: [[]] });
});
