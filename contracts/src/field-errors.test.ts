import { describe, expect, it } from 'vitest';
import { ConnectionRequest, Mapping, PreviewRequest, toFieldErrors } from './index.js';

function errorsOf(schema: typeof Mapping | typeof PreviewRequest | typeof ConnectionRequest, value: unknown) {
  const result = schema.safeParse(value);
  if (result.success) throw new Error('was accepted');
  return toFieldErrors(result.error);
}

const mapping = (field: unknown) => ({ version: 1, fields: [{ to: 'a', column: 'a' }, field] });

describe('toFieldErrors', () => {
  it('names the nearest known key, in the branch of the union that was meant', () => {
    expect(errorsOf(Mapping, mapping({ to: 'b', column: 'b', onNul: 'omit' }))).toEqual([
      {
        pointer: '/fields/1',
        code: 'unrecognized_keys',
        message: 'Unknown key "onNul". Did you mean "onNull"?',
      },
    ]);
  });

  it('says once that a key is misspelt, not that it is missing too', () => {
    expect(errorsOf(Mapping, mapping({ to: 'b', colum: 'b' }))).toEqual([
      expect.objectContaining({
        pointer: '/fields/1',
        message: 'Unknown key "colum". Did you mean "column"?',
      }),
    ]);
  });

  it('says what was expected, in words', () => {
    const messages = (document: unknown) =>
      errorsOf(Mapping, document).map(({ pointer, message }) => `${pointer} ${message}`);
    expect(messages({ version: 2, fields: {} })).toEqual([
      '/version Expected 1.',
      '/fields Expected an array.',
    ]);
    expect(messages([])).toEqual([' Expected an object.']);
    expect(messages(mapping({ to: 3, column: 'b' }))).toEqual(['/fields/1/to Expected a string.']);
  });

  it('points into nested unions', () => {
    const [error, ...others] = errorsOf(Mapping, mapping({ to: 'b', column: 'b', onNull: { defalt: 1 } }));
    expect(others).toEqual([]);
    expect(error?.pointer).toMatch(/^\/fields\/1\/onNull/);
  });

  it('refuses a field with two sources and one with none', () => {
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
