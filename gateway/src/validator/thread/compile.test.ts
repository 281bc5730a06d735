import { describe, expect, it } from 'vitest';
import { compileSchema } from './compile.js';
import { SchemaError, SchemaLimit } from './schema-error.js';

const DRAFT_7 = 'http://json-schema.org/draft-07/schema#';
const DRAFT_2019 = 'https://json-schema.org/draft/2019-09/schema';

/** The issues of a payload, as keyword and pointers. */
function issues(schema: unknown, payload: unknown, component?: string) {
  return compileSchema(structuredClone(schema), component)
    .validate(payload)
    .map(({ keyword, pointer, schemaPointer }) => [keyword, pointer, schemaPointer]);
}

function errors(schema: unknown, component?: string) {
  try {
    compileSchema(structuredClone(schema), component);
  } catch (error) {
    if (error instanceof SchemaError) return error.errors.map(({ pointer, code }) => [pointer, code]);
    throw error;
  }
  return [];
}

describe('issue of a payload', () => {
  const address = {
    type: 'object',
    properties: { zip: { type: 'string' }, none: false },
    required: ['city'],
  };
  const schema = {
    $defs: { address, node: { properties: { next: { $ref: '#/$defs/node' }, id: { type: 'integer' } } } },
    properties: {
      name: { type: 'string', maxLength: 3 },
      'a/b': { minimum: 1 },
      address: { $ref: '#/$defs/address' },
      list: { type: 'array', items: { $ref: '#/$defs/address' } },
      node: { $ref: '#/$defs/node' },
      closed: { additionalProperties: false },
      additionalInfo: false,
    },
  };

  it.each([
    [{ name: 'Adam' }, ['maxLength', '/name', '/properties/name/maxLength']],
    [{ 'a/b': 0 }, ['minimum', '/a~1b', '/properties/a~1b/minimum']],
    [{ address: { zip: 1, city: '' } }, ['type', '/address/zip', '/$defs/address/properties/zip/type']],
    [{ address: {} }, ['required', '/address/city', '/$defs/address/required']],
    [{ list: [{ city: 1 }, {}] }, ['required', '/list/1/city', '/$defs/address/required']],
    [{ address: { city: '', none: 1 } }, ['false schema', '/address/none', '/$defs/address/properties/none']],
    [
      { node: { next: { next: { id: 'x' } } } },
      ['type', '/node/next/next/id', '/$defs/node/properties/id/type'],
    ],
    [{ additionalInfo: 1 }, ['false schema', '/additionalInfo', '/properties/additionalInfo']],
    [
      { closed: { 'x y': 1 } },
      ['additionalProperties', '/closed/x y', '/properties/closed/additionalProperties'],
    ],
  ])('for %j has pointers into payload and schema', (payload, issue) => {
    expect(issues(schema, payload)).toEqual([issue]);
  });

  it('is reported for each violation', () => {
    expect(issues(schema, { name: 'Adam', 'a/b': 0, address: {} })).toHaveLength(3);
  });

  it.each<[schema: object, payload: unknown, ...issues: string[]]>([
    [{ additionalProperties: false }, { first_name: 1 }, '/first_name is not allowed by the schema'],
    [{ unevaluatedProperties: false }, { a: 1 }, '/a is not allowed by the schema'],
    [{ properties: { a: false } }, { a: 1 }, '/a is not allowed by the schema'],
    [{ required: ['missing'] }, {}, '/missing is required'],
    [{ dependentRequired: { a: ['b'] } }, { a: 1 }, '/b is required if "a" is present'],
    [{ $schema: DRAFT_7, dependencies: { a: ['b'] } }, { a: 1 }, '/b is required if "a" is present'],
    [
      { propertyNames: { pattern: '^a' } },
      { b: 1 },
      '/b has a name that must match the pattern ^a',
      '/b has a name that is not allowed by the schema',
    ],
    [{ type: 'string' }, 1, ' must be a string'],
    [{ type: ['integer', 'null'] }, '', ' must be an integer or null'],
    [{ enum: ['a', 1] }, null, ' must be "a" or 1'],
    [{ enum: ['x'.repeat(1000)] }, null, ` must be "${'x'.repeat(291)}…`],
    [{ enum: Array(21).fill(0) }, 1, ` must be ${'0 or '.repeat(20)}…`],
    [{ const: { a: 1 } }, null, ' must be {"a":1}'],
    [{ format: 'email' }, 'x', ' must have the format "email"'],
    [{ pattern: '^a' }, 'b', ' must match the pattern ^a'],
    [{ minLength: 1 }, '', ' must have at least 1 character'],
    [{ maxLength: 0 }, 'x', ' must have at most 0 characters'],
    [{ minimum: 1 }, 0, ' must be at least 1'],
    [{ maximum: 1 }, 2, ' must be at most 1'],
    [{ exclusiveMinimum: 1 }, 1, ' must be greater than 1'],
    [{ exclusiveMaximum: 1 }, 1, ' must be less than 1'],
    [{ multipleOf: 2 }, 1, ' must be a multiple of 2'],
    [{ minItems: 1 }, [], ' must have at least 1 item'],
    [{ maxItems: 0 }, [1], ' must have at most 0 items'],
    [{ prefixItems: [{}], items: false }, [1, 2], ' must have at most 1 item'],
    [{ prefixItems: [{}], unevaluatedItems: false }, [1, 2], ' must have at most 1 item'],
    [{ $schema: DRAFT_7, items: [{}], additionalItems: false }, [1, 2], ' must have at most 1 item'],
    [{ minProperties: 1 }, {}, ' must have at least 1 property'],
    [{ maxProperties: 0 }, { a: 1 }, ' must have at most 0 properties'],
    [{ not: { type: 'null' } }, null, ' must not match the schema in "not"'],
    [{ uniqueItems: true }, [1, 1], ' must NOT have duplicate items (items ## 0 and 1 are identical)'],
  ])('of %j for %j is a sentence with its pointer: %s', (schema, payload, ...expected) => {
    const found = compileSchema(schema).validate(payload);
    expect(found.map(({ pointer, message }) => `${pointer} ${message}`)).toEqual(expected);
  });

  it.each([
    [0.01, [19.99, 4.35, 0.07, -8.2, 1e300, 0, 5], [0.001, 19.999]],
    [0.1, [0.3, 2.3], [0.35]],
    [0.05, [0.15, 19.95], [19.99]],
    [1.5, [4.5, -3], [4, 1e-7]],
    [1e-7, [3e-7, 1], [2.5e-7]],
    [2, [4, 2 ** 60], [5, 4.5]],
  ])('is reported for numbers that are not a multiple of %j, in decimals', (multipleOf, valid, invalid) => {
    const schema = compileSchema({ items: { multipleOf } });
    expect(schema.validate(valid)).toEqual([]);
    expect(schema.validate(invalid)).toHaveLength(invalid.length);
  });

  it.each([
    [{ maximum: 1 }, 9007199254740993, false],
    [{ maximum: 1 }, 9007199254740991, true],
    [{ minimum: 1 }, -1e300, false],
    [{ multipleOf: 7 }, 9007199254740995, false],
    [{ enum: [{ id: 1 }] }, { id: 9007199254740993 }, false],
    [{ const: [1] }, [9007199254740993], false],
    [{ type: 'string' }, 9007199254740993, true],
  ])('of %j for %j is exact: %s', (schema, payload, exact) => {
    expect(compileSchema(schema).validate(payload)).toMatchObject([{ exact }]);
  });

  it('is reported for a required key that every JavaScript object inherits', () => {
    const schema = { properties: { constructor: { type: 'string' } }, required: ['toString'] };
    expect(issues(schema, {})).toEqual([['required', '/toString', '/required']]);
  });
});

describe('schema', () => {
  it.each([undefined, DRAFT_7, DRAFT_7.slice(0, -1), DRAFT_2019, DRAFT_2019.replace('https', 'http')])(
    'may have the dialect %s',
    ($schema) => {
      expect(issues({ ...($schema === undefined ? {} : { $schema }), type: 'string' }, 1)).toHaveLength(1);
    },
  );

  it.each([
    [true, 1, 0],
    [false, 1, 1],
  ])('may be %s', (schema, payload, count) => {
    expect(issues(schema, payload)).toHaveLength(count);
  });

  it('ignores siblings of $ref in draft 7 only', () => {
    const schema = { definitions: { a: {} }, properties: { a: { $ref: '#/definitions/a', type: 'string' } } };
    expect(issues({ $schema: DRAFT_7, ...schema }, { a: 1 })).toEqual([]);
    expect(issues(schema, { a: 1 })).toHaveLength(1);
  });

  it('may have unknown formats and patterns that are invalid with the u flag', () => {
    const schema = { pattern: '^[A-Z]{2}\\-[0-9]+$', format: 'unix-time' };
    expect(issues(schema, 'DE-1')).toEqual([]);
    expect(issues(schema, 'DE_1')).toHaveLength(1);
  });

  it('may have keywords that begin with x-', () => {
    expect(errors({ 'x-internal': true, properties: { a: { 'x-order': 1 } } })).toEqual([]);
  });

  it.each<[string, unknown, [string, string][]]>([
    [
      'unknown keywords',
      { requird: ['a'], properties: { requird: { minLenght: 1 }, b: { items: { foo: 1 } } } },
      [
        ['/schema/requird', 'unknown_keyword'],
        ['/schema/properties/requird/minLenght', 'unknown_keyword'],
        ['/schema/properties/b/items/foo', 'unknown_keyword'],
      ],
    ],
    ['a keyword of OpenAPI', { nullable: true }, [['/schema/nullable', 'unknown_keyword']]],
    [
      'a keyword of a later draft',
      { $schema: DRAFT_7, prefixItems: [] },
      [['/schema/prefixItems', 'unknown_keyword']],
    ],
    ['a dynamic reference', { $dynamicRef: '#a' }, [['/schema/$dynamicRef', 'unknown_keyword']]],
    ['asynchronous validation', { $async: true }, [['/schema/$async', 'unknown_keyword']]],
    [
      'values of the wrong type',
      { properties: { a: { type: 'strnig' } }, required: 'a' },
      [
        ['/schema/required', 'type'],
        ['/schema/properties/a/type', 'enum'],
      ],
    ],
    ['an invalid pattern', { pattern: '(' }, [['/schema/pattern', 'invalid_pattern']]],
    [
      'a remote reference',
      { properties: { a: { $ref: 'https://example.com/a.json' } } },
      [['/schema/properties/a/$ref', 'remote_reference']],
    ],
    [
      'an unknown reference',
      { allOf: [{ $ref: '#/$defs/a' }] },
      [['/schema/allOf/0/$ref', 'unknown_reference']],
    ],
    [
      'an old dialect',
      { $schema: 'http://json-schema.org/draft-04/schema#' },
      [['/schema/$schema', 'unknown_dialect']],
    ],
  ])('with %s is rejected', (_what, schema, expected) => {
    expect(errors(schema).sort()).toEqual(expected.sort());
  });

  it('with a wrong value is rejected with the reason', () => {
    const errors = [{ pointer: '/schema/required', code: 'type', message: 'The value must be an array.' }];
    expect(() => compileSchema({ required: 'a' })).toThrow(expect.objectContaining({ errors }));
  });

  it('with a misspelled keyword gets a suggestion', () => {
    const message = expect.stringContaining('Did you mean "required"?') as string;
    const errors = [expect.objectContaining({ message }) as object];
    expect(() => compileSchema({ requird: [] })).toThrow(expect.objectContaining({ errors }));
  });

  it.each([
    [
      { $defs: { a: { $anchor: 'x' }, b: { $anchor: 'x' } } },
      'reference "#x" resolves to more than one schema.',
    ],
    [{ $ref: 'http://[x' }, 'URI host is malformed.'],
  ])('is rejected with the reason if ajv cannot compile it: %j', (schema, reason) => {
    const message = `The schema cannot be compiled: ${reason}`;
    const errors = [{ pointer: '/schema', code: 'not_compiled', message }];
    expect(() => compileSchema(schema)).toThrow(expect.objectContaining({ errors }));
  });

  it('is rejected with at most 50 errors', () => {
    const properties = Object.fromEntries(Array.from({ length: 999 }, (_, i) => [`p${i}`, { unknown: 1 }]));
    expect(errors({ properties })).toHaveLength(50);
  });

  it.each([{ $ref: '#' }, { allOf: [{ $ref: '#' }] }])(
    'throws SchemaLimit if it recurses endlessly: %j',
    (schema) => {
      expect(() => compileSchema(schema).validate({})).toThrow(SchemaLimit);
    },
  );

  it('rethrows an error that is not a limit', () => {
    const payload = {
      get id() {
        throw new TypeError('unreadable');
      },
    };
    const schema = compileSchema({ properties: { id: { type: 'string' } } });
    expect(() => schema.validate(payload)).toThrow(TypeError);
  });
});

describe('OpenAPI document', () => {
  const document = (openapi: string, schemas: object) => ({
    openapi,
    info: {},
    paths: {},
    components: { schemas },
  });
  const schemas = {
    User: {
      type: 'object',
      required: ['id'],
      properties: {
        id: { type: 'integer', format: 'int64', example: 5 },
        name: { type: 'string', nullable: true, minLength: 2, 'x-order': 1 },
        role: { enum: ['admin', 'user'], nullable: true },
        age: { type: 'number', minimum: 0, exclusiveMinimum: true },
        manager: { $ref: '#/components/schemas/User' },
        pet: { nullable: true, allOf: [{ $ref: '#/components/schemas/Pet%20~1' }] },
      },
      discriminator: { propertyName: 'kind' },
      externalDocs: {},
      xml: {},
    },
    'Pet /': { type: 'object', required: ['name'] },
    Unused: { typo: true, $ref: 'https://example.com' },
  };
  const at = (rest: string) => `/components/schemas/User/properties/${rest}`;

  it.each([
    [{ id: 1, name: null, role: null, age: 1, pet: null }, []],
    [{ id: 1, name: 'x' }, [['minLength', '/name', at('name/minLength')]]],
    [{ id: 1, role: 'root' }, [['enum', '/role', at('role/enum')]]],
    [{ id: 1, age: 0 }, [['exclusiveMinimum', '/age', at('age/exclusiveMinimum')]]],
    [{ id: 1, manager: {} }, [['required', '/manager/id', '/components/schemas/User/required']]],
    [{ id: 1, pet: {} }, [['required', '/pet/name', '/components/schemas/Pet ~1/required']]],
    [{ id: null }, [['type', '/id', at('id/type')]]],
  ])('of version 3.0 validates %j against a component', (payload, expected) => {
    const found = issues(document('3.0.3', schemas), payload, 'User');
    expect(found.filter(([keyword]) => keyword !== 'format')).toEqual(expected);
  });

  it('of version 3.1 has the keywords of 2020-12', () => {
    const nullable = document('3.1.0', { A: { type: ['string', 'null'], nullable: true } });
    expect(errors(nullable, 'A')).toEqual([['/schema/components/schemas/A/nullable', 'unknown_keyword']]);
    const constant = document('3.1.1', { A: { const: 1, example: 1 } });
    expect(issues(constant, 2, 'A')).toEqual([['const', '', '/components/schemas/A/const']]);
  });

  it.each<[string, unknown, string | undefined, [string, string]]>([
    ['without a component', document('3.0.0', schemas), undefined, ['/component', 'unknown_component']],
    ['with an unknown component', document('3.0.0', schemas), 'Usr', ['/component', 'unknown_component']],
    ['without components', { openapi: '3.0.0' }, 'User', ['/schema/components/schemas', 'unknown_component']],
    ['of another version', document('4.0.0', schemas), 'User', ['/schema/openapi', 'unknown_dialect']],
    ['that is no OpenAPI document', { type: 'object' }, 'User', ['/component', 'unknown_component']],
    [
      'with an error in a referenced component',
      document('3.0.0', { A: { $ref: '#/components/schemas/B' }, B: { type: 'strnig' } }),
      'A',
      ['/schema/components/schemas/B/type', 'enum'],
    ],
    [
      'with an unknown reference',
      document('3.0.0', { A: { items: { $ref: '#/components/schemas/B' }, type: 'array' } }),
      'A',
      ['/schema/components/schemas/A/items/$ref', 'unknown_reference'],
    ],
  ])('%s is rejected', (_what, schema, component, expected) => {
    expect(errors(schema, component)).toEqual([expected]);
  });
});
