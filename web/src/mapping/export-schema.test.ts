import type { Column, Field, Mapping, NullPolicy } from '@rowhook/contracts';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { describe, expect, it } from 'vitest';
import payloads from '../../../contracts/vectors/payloads.json' with { type: 'json' };
import steps from '../../../contracts/vectors/steps.json' with { type: 'json' };
import { newColumn } from '../testing/columns';
import { exportSchema } from './export-schema';

function schemaOf(mapping: Omit<Mapping, 'version'>, columns: readonly Column[]) {
  return exportSchema(
    { version: 1, ...mapping } as Mapping,
    new Map(columns.map((each) => [each.name, each])),
    'public.t',
  );
}

/** Strict mode throws for keywords without an effect. */
const ajv = new Ajv2020({ strict: true, allowUnionTypes: false });

interface Vector {
  name: string;
  columns: { name: string; type: string }[];
  onNull?: NullPolicy;
  fields: Field[];
  rows: { body?: string }[];
}

// The gateway rejects the keys of this vector, because they could change the prototypes of objects.
const REFUSED = 'constants keep the order and the names of their keys';
const VECTORS = ([...payloads, ...steps] as unknown as Vector[]).filter(({ name }) => name !== REFUSED);

describe('exportSchema accepts the payloads of the engine:', () => {
  it.each(VECTORS.map((vector) => [vector.name, vector] as const))('%s', (_name, vector) => {
    const { columns, fields, onNull, rows } = vector;
    const all = columns.map(({ name, type }) => newColumn(name, type));
    const isValid = ajv.compile(schemaOf({ fields, ...(onNull === undefined ? {} : { onNull }) }, all));
    for (const { body } of rows) {
      if (body === undefined) continue;
      isValid(JSON.parse(body));
      expect(isValid.errors, body).toBeNull();
    }
  });
});

const text = newColumn('t', 'text', { nullable: false });

describe('exportSchema', () => {
  const property = (field: Omit<Field, 'to'> & object, ...columns: Column[]) => {
    const schema = schemaOf({ fields: [{ to: 'x', ...field } as Field] }, columns);
    return (schema['properties'] as Record<string, unknown>)['x'];
  };

  it.each<[unknown, object, Column]>([
    [{ type: 'integer' }, { column: 'c' }, newColumn('c', 'int8', { nullable: false })],
    [{ type: ['integer', 'null'] }, { column: 'c' }, newColumn('c', 'int8')],
    [{ type: 'string' }, { column: 'c', onNull: 'error' }, newColumn('c', 'text')],
    [
      { anyOf: [{ type: 'string' }, { const: 7 }] },
      { column: 'c', onNull: { default: 7 } },
      newColumn('c', 'text'),
    ],
    [
      { type: 'string' },
      { column: 'c', onNull: { default: 7 } },
      newColumn('c', 'text', { nullable: false }),
    ],
    [{}, { column: 'c' }, newColumn('c', 'jsonb')],
    [
      { type: ['string', 'null'] },
      { column: 'c', as: 'string' },
      newColumn('c', 'jsonb', { nullable: false }),
    ],
    [
      { type: ['string', 'null'] },
      { column: 'c', steps: ['trim'] },
      newColumn('c', 'jsonb', { nullable: false }),
    ],
    [{}, { column: 'c', at: '/a' }, newColumn('c', 'jsonb')],
    [
      { anyOf: [{ type: 'number' }, { enum: ['NaN', 'Infinity', '-Infinity'] }, { type: 'null' }] },
      { column: 'c' },
      newColumn('c', 'numeric'),
    ],
    [{ const: { a: 1 } }, { value: { a: 1 } }, text],
    [{ type: 'string' }, { template: 'Hi {t}' }, text],
    [{ type: ['string', 'null'] }, { template: 'Hi {c}' }, newColumn('c', 'int4')],
    [
      { type: 'array', items: { anyOf: [{ type: 'string' }, { type: 'array' }, { type: 'null' }] } },
      { column: 'c' },
      newColumn('c', 'text[]', { nullable: false }),
    ],
  ])('returns %j for %j', (schema, field, of) => expect(property(field, of)).toEqual(schema));

  it.each([
    [{ type: 'string' }, ['trim', 'lowercase']],
    [{ type: 'string', maxLength: 20 }, ['trim', { truncate: 20 }]],
    [{ type: 'string' }, [{ truncate: 20 }, { replace: ['a', 'bb'] }]],
    [{ type: ['string', 'null'], minLength: 1 }, ['emptyAsNull']],
    [{ type: 'string', pattern: '^[0-9]*$' }, ['digits']],
    [{ type: ['string', 'null'], pattern: '^[0-9a-f]{64}$' }, [{ sha256: 'hex' }]],
    [{ type: 'string', pattern: '^[A-Za-z0-9+/]{43}=$' }, [{ sha256: { as: 'base64', empty: 'hash' } }]],
    [{ enum: ['active', { n: 1 }] }, [{ lookup: { values: { A: 'active', B: 'active', C: { n: 1 } } } }]],
    [
      { anyOf: [{ enum: ['active', 'other'] }, { type: 'null' }] },
      [{ lookup: { values: { A: 'active', B: null }, default: 'other' } }],
    ],
    [{ type: 'null' }, [{ lookup: { values: {}, default: null } }]],
  ])('returns %j after the steps %j', (schema, list) =>
    expect(property({ column: 't', steps: list }, text)).toEqual(schema),
  );

  it('requires the keys of every payload, and allows no others', () => {
    const nullable = newColumn('n', 'text');
    const fields: Field[] = [
      { to: 'a.b', column: 'n', onNull: 'omit' },
      { to: 'a.c', column: 'n', onNull: 'omit' },
      { to: 'd', column: 'n' },
      { to: 'list[0].k', column: 't' },
      { to: 'list[1]', column: 'n' },
    ];
    const schema = schemaOf({ fields }, [text, nullable]);
    expect(schema).toMatchObject({ type: 'object', required: ['d', 'list'], additionalProperties: false });
    const isValid = ajv.compile(schema);
    const list = [{ k: 'x' }, null];
    expect(
      [
        { d: null, list },
        { a: { b: 'x' }, d: '', list },
      ].map((each) => isValid(each)),
    ).toEqual([true, true]);
    const broken = [
      { d: null },
      { d: 1, list },
      { a: {}, d: null, list },
      { d: null, list: [{ k: 'x' }] },
      { d: null, list, e: 1 },
    ];
    expect(broken.map((each) => isValid(each))).toEqual(broken.map(() => false));
  });
});
