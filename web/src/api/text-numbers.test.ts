import { expect, it } from 'vitest';
import { createTextNumbers } from './text-numbers';

it('createTextNumbers numbers texts and forgets the least recently used one', () => {
  const numberOf = createTextNumbers(2);
  expect(numberOf('a')).not.toBe(numberOf('b'));
  const [a, b] = [numberOf('a'), numberOf('b')];
  expect(numberOf('a')).toBe(a);
  numberOf('c');
  expect(numberOf('a')).toBe(a);
  expect(numberOf('b')).not.toBe(b);
});
