import { describe, expect, it } from 'vitest';
import { roundedTo } from './rounding';

describe('roundedTo', () => {
  it.each([
    ['9007199254740992', '9007199254740992'],
    ['9007199254740993', '9007199254740992'],
    ['-9007199254740993', '-9007199254740992'],
    ['123456789012345678901.123456789', '123456789012345680000'],
    ['0.1000000000000000000001', '0.1'],
    ['1e400', 'Infinity'],
    ['1e-400', '0'],
  ])('a double cannot hold %s: it becomes %s', (token, read) => {
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
  ])('a double holds %s', (token) => {
    expect(roundedTo(token)).toBeUndefined();
  });
});
