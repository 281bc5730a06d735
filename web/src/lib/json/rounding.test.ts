import { describe, expect, it } from 'vitest';
import { firstRounded, roundedTo } from './rounding';

describe('roundedTo', () => {
  it.each([
    ['9007199254740992', '9007199254740992'],
    ['9007199254740993', '9007199254740992'],
    ['-9007199254740993', '-9007199254740992'],
    ['123456789012345678901.123456789', '123456789012345680000'],
    ['0.1000000000000000000001', '0.1'],
    ['1e400', 'Infinity'],
    ['1e-400', '0'],
  ])('returns for %s the rounded number %s', (token, read) => {
    expect(roundedTo(token)).toBe(read);
  });

  it.each([
    '0',
    '-0',
    '0.0',
    '1.10',
    '-12.50',
    '100',
    '9007199254740991',
    '1e2',
    '1.5E-7',
    '0.30000000000000004',
  ])('returns nothing for %s, which a double can hold', (token) => {
    expect(roundedTo(token)).toBeUndefined();
  });
});

describe('firstRounded', () => {
  it.each([
    ['{"a": 0.12345678901234567890}', '0.12345678901234567890', '0.12345678901234568'],
    ['[1, {"b": [2.50, 12345678901234567890, 1e400]}]', '12345678901234567890', '12345678901234567000'],
    [' 1e400\n', '1e400', 'Infinity'],
    [`[0.${'1'.repeat(100)}]`, `0.${'1'.repeat(58)}…`, '0.1111111111111111'],
  ])('finds in %s the number %s, rounded to %s', (text, token, read) => {
    expect(firstRounded(text)).toEqual({ token, read });
  });

  it.each([
    '{"12345678901234567890": "0.12345678901234567890"}',
    '[1.50, -0.1, 1e3, 9007199254740992]',
    'null',
    '',
  ])('finds nothing in %s', (text) => {
    expect(firstRounded(text)).toBeUndefined();
  });
});
