import { describe, expect, it } from 'vitest';
import { seenKeys } from './seen-keys';

const pointers = (...values: string[]) => seenKeys(values).map(({ pointer }) => pointer);
const seen = (pointer: string, ...values: string[]) =>
  seenKeys(values).find((key) => key.pointer === pointer);

describe('seenKeys', () => {
  it('returns nested keys and array elements, parents first', () => {
    expect(
      pointers('{"plan":"team","address":{"city":"Paris","at":[1.0,{"x":[]}]},"tags":["a","b"]}'),
    ).toEqual([
      '/plan',
      '/address',
      '/address/city',
      '/address/at',
      '/address/at/0',
      '/address/at/1',
      '/address/at/1/x',
      '/tags',
      '/tags/0',
      '/tags/1',
    ]);
  });

  it('sorts keys of later values after their siblings', () => {
    expect(pointers('{"a":{"x":1},"b":2}', '{"a":{"y":1}}')).toEqual(['/a', '/a/x', '/a/y', '/b']);
  });

  it('counts values, not occurrences', () => {
    const values = ['{"a":1,"a":2}', '{"a":[5]}', '{"b":1}', '7', 'null', '"text"'];
    expect(seen('/a', ...values)?.rows).toBe(2);
    expect(seen('/a/0', ...values)?.rows).toBe(1);
  });

  it('has the first example that is not null, with exact digits', () => {
    expect(seen('/n', '{"n":null}', '{"n":9007199254740993.10}', '{"n":1}')?.example).toBe(
      '9007199254740993.10',
    );
    expect(seen('/n', '{"n":null}')?.example).toBe('null');
    expect(seen('/o', '{"o":{"a":"}"}}')?.example).toBe('{"a":"}"}');
    expect(seen('/s', `{"s":"${'x'.repeat(500)}"}`)?.example).toHaveLength(81);
  });

  it('has the last example of a repeated key', () => {
    expect(seen('/a', '{"a":1,"a":2}', '{"a":3}')?.example).toBe('2');
  });

  it('decodes keys and escapes pointers', () => {
    expect(pointers(String.raw`{"a\/b":{"m~n":1},"":{"\u00e9\"":2}}`)).toEqual([
      '/a~1b',
      '/a~1b/m~0n',
      '/',
      '//é"',
    ]);
  });

  it('limits array elements, depth and the number of keys', () => {
    expect(pointers(`[${Array.from({ length: 50 }, () => '{"a":1}').join()}]`)).toHaveLength(20);
    expect(pointers('['.repeat(5000) + ']'.repeat(5000))).toHaveLength(2000);
    expect(pointers(`{${Array.from({ length: 9000 }, (_, i) => `"k${i}":1`).join()}}`)).toHaveLength(2000);
  });

  it('accepts text that is not JSON', () => {
    for (const text of ['', '}', '{"a"', '[1,', '{"a":}', ':::', '{,}'])
      expect(() => seenKeys([text])).not.toThrow();
  });
});
