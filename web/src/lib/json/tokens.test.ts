import { describe, expect, it } from 'vitest';
import { keyOf, tokens } from './tokens';

describe('tokens', () => {
  it('reads a string of any length with escapes', () => {
    const long = `"${'a'.repeat(5_000_000)}${'\\"'.repeat(5_000_000)}"`;
    expect([...tokens(`[${long},1]`)].map(({ end }) => end - 1)).toEqual([
      0,
      long.length,
      long.length + 1,
      long.length + 2,
      long.length + 3,
    ]);
    expect([...tokens('"a\\')]).toEqual([{ kind: 'string', start: 0, end: 3 }]);
  });

  it('reads an unclosed string to the end of the text', () => {
    expect([...tokens('"ab')]).toEqual([{ kind: 'string', start: 0, end: 3 }]);
  });
});

describe('keyOf', () => {
  it('decodes the escapes of a key', () => {
    expect(keyOf(String.raw`"a\"b\\c\u00e9\n\/"`)).toBe('a"b\\cé\n/');
  });
});
