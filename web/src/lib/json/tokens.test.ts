import { describe, expect, it } from 'vitest';
import { keyOf, tokens } from './tokens';

describe('tokens', () => {
  it('takes a string of any length, escapes included', () => {
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

  it('takes an unclosed string to the end', () => {
    expect([...tokens('"ab')]).toEqual([{ kind: 'string', start: 0, end: 3 }]);
  });
});

describe('keyOf', () => {
  it('undoes the escapes of a key', () => {
    expect(keyOf(String.raw`"a\"b\\c\u00e9\n\/"`)).toBe('a"b\\cé\n/');
  });
});
