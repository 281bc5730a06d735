import { describe, expect, it } from 'vitest';
import { beginning } from './format';

describe('beginning', () => {
  it.each([
    ['abc', 5, 'abc'],
    ['abc', 2, 'ab'],
    ['a😀b', 2, 'a'],
    ['a😀b', 3, 'a😀'],
    ['', 3, ''],
  ])('of %j, up to %i characters, is %j', (text, max, wanted) => {
    expect(beginning(text, max)).toBe(wanted);
  });
});
