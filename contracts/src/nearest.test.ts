import { expect, it } from 'vitest';
import { nearest } from './index.js';

it.each([
  ['onNul', ['to', 'column', 'onNull'], 'onNull'],
  ['frist_name', ['last_name', 'first_name'], 'first_name'],
  ['EMAIL', ['email'], 'email'],
  ['zip', ['city', 'street'], undefined],
  ['x', [], undefined],
  ['a', ['b'], undefined],
  ['id', ['it'], undefined],
  ['ID', ['id'], 'id'],
  ['idx', ['id'], 'id'],
])('nearest finds for %s among %j: %s', (name, candidates, expected) => {
  expect(nearest(name, candidates)).toBe(expected);
});
