import { describe, expect, it } from 'vitest';
import type { z } from 'zod';
import {
  ConnectionRequest,
  Mapping,
  PreviewRequest,
  RelationName,
  RelationsQuery,
  Rows,
  Source,
  Steps,
  toFieldErrors,
  toParameterErrors,
} from './index.js';

function errorsOf(schema: z.ZodType, value: unknown, toErrors = toFieldErrors) {
  const result = schema.safeParse(value);
  if (result.success) throw new Error('was accepted');
  return toErrors(result.error);
}

const mapping = (field: unknown) => ({ version: 1, fields: [{ to: 'a', column: 'a' }, field] });

describe('toFieldErrors', () => {
  it('suggests the nearest known key of the matching union branch', () => {
    expect(errorsOf(Mapping, mapping({ to: 'b', column: 'b', onNul: 'omit' }))).toEqual([
      {
        pointer: '/fields/1',
        code: 'unrecognized_keys',
        message: 'Unknown key "onNul". Did you mean "onNull"?',
      },
    ]);
  });

  it('reports a misspelled key once, and not also as missing', () => {
    expect(errorsOf(Mapping, mapping({ to: 'b', colum: 'b' }))).toEqual([
      expect.objectContaining({
        pointer: '/fields/1',
        message: 'Unknown key "colum". Did you mean "column"?',
      }),
    ]);
  });

  it('describes the expected value in words', () => {
    const messages = (document: unknown) =>
      errorsOf(Mapping, document).map(({ pointer, message }) => `${pointer} ${message}`);
    expect(messages({ version: 2, fields: {} })).toEqual([
      '/version Expected 1.',
      '/fields Expected an array.',
    ]);
    expect(messages([])).toEqual([' Expected an object.']);
    expect(messages(mapping({ to: 3, column: 'b' }))).toEqual(['/fields/1/to Expected a string.']);
    expect(messages(mapping(3))).toEqual(['/fields/1 Expected an object.']);
  });

  it('lists each type that a value may have', () => {
    const relation = { schema: 'public', name: 'customers' };
    const request = { relation, mapping: { version: 1, fields: [] }, schema: 'text' };
    expect(errorsOf(PreviewRequest, request)).toEqual([
      { pointer: '/schema', code: 'invalid_type', message: 'Expected true or false or an object.' },
    ]);
  });

  it.each([
    ['1e400', '/fields/1/value'],
    ['{"value": [0, -1e400]}', '/fields/1/value/value/1'],
  ])('reports a number of %s as out of range, with a pointer to it', (value, pointer) => {
    const document: unknown = JSON.parse(
      `{"version": 1, "fields": [{"to": "a", "column": "a"}, {"to": "b", "value": ${value}}]}`,
    );
    expect(errorsOf(Mapping, document)).toEqual([
      {
        pointer,
        code: 'invalid_type',
        message: 'The number is out of range. Only a string can hold it.',
      },
    ]);
  });

  it.each([
    [ConnectionRequest, { connectionString: '' }, 'Expected at least 1 character.'],
    [ConnectionRequest, { connectionString: 'x'.repeat(4097) }, 'Expected at most 4,096 characters.'],
    [Rows, { limit: 0 }, 'Expected at least 1.'],
    [Rows, { limit: 101 }, 'Expected at most 100.'],
    [Rows, { limit: 1.5 }, 'Expected a whole number.'],
    [Rows, { pick: { where: [] } }, 'Expected at least 1 element.'],
    [Source, { query: 'SELECT 1', key: Array(33).fill('a') }, 'Expected at most 32 elements.'],
    [Steps, [{ replace: '-' }], 'Expected an array.'],
    [Steps, [{ replace: ['-'] }], 'Expected at least 2 elements.'],
  ])('includes the limit of a size or a value', (schema, value, message) => {
    expect(errorsOf(schema, value)).toEqual([expect.objectContaining({ message })]);
  });

  it('points into nested unions', () => {
    const [error, ...others] = errorsOf(Mapping, mapping({ to: 'b', column: 'b', onNull: { defalt: 1 } }));
    expect(others).toEqual([]);
    expect(error?.pointer).toMatch(/^\/fields\/1\/onNull/);
  });

  it('rejects a field with two values or none', () => {
    expect(errorsOf(Mapping, mapping({ to: 'b', column: 'b', value: 1 }))).toHaveLength(1);
    expect(errorsOf(Mapping, mapping({ to: 'b' }))).not.toEqual([]);
  });

  it('escapes pointers', () => {
    expect(errorsOf(PreviewRequest, { 'a/b~c': 1 }).map(({ pointer }) => pointer)).toContain('/relation');
    expect(errorsOf(ConnectionRequest, { connectionString: '' })).toEqual([
      expect.objectContaining({ pointer: '/connectionString', code: 'too_small' }),
    ]);
  });
});

describe('toParameterErrors', () => {
  it.each([
    [RelationName, { schema: 'public' }, '?name', 'Expected a string.'],
    [RelationName, { schema: ['a', 'b'], name: 't' }, '?schema', 'Expected a string.'],
    [RelationName, { schema: '', name: 't' }, '?schema', 'Expected at least 1 character.'],
    [RelationName, { schema: 'a', name: 't'.repeat(256) }, '?name', 'Expected at most 255 characters.'],
    [RelationName, { schema: 'public', nam: 't' }, '?nam', 'Unknown key "nam". Did you mean "name"?'],
    [
      RelationName,
      { schema: 'public', name: 't', a: '1', b: '2' },
      '?a',
      'Unknown key "a". Unknown key "b".',
    ],
    [RelationsQuery, { system: 'maybe' }, '?system', 'Expected "true" or "false".'],
  ])('describes the expected value of a query parameter', (schema, query, pointer, message) => {
    expect(errorsOf(schema, query, toParameterErrors)).toEqual([
      expect.objectContaining({ pointer, message }),
    ]);
  });
});
