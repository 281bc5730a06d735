import { describe, expect, it } from 'vitest';
import { isDeeperThan } from './json-body.js';

describe('isDeeperThan', () => {
  it.each([
    ['{}', 1, false],
    ['{}', 0, true],
    ['[[[]]]', 3, false],
    ['[[[]]]', 2, true],
    ['[{"a":[1]},{"b":[2]}]', 3, false],
    ['{"a":"[[[[[[[["}', 1, false],
    ['{"a":"\\"[[[["}', 1, false],
    ['{"a":"\\\\","b":[]}', 1, true],
    ['"no nesting"', 0, false],
    ['{"unterminated": "[[', 1, false],
  ])('%s against %i: %s', (json, limit, expected) => {
    expect(isDeeperThan(limit, json)).toBe(expected);
  });
});
