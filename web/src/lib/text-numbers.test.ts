import { expect, it } from 'vitest';
import { createTextNumbers } from './text-numbers';

it('gives each text a number of its own, and forgets the one that was used least recently', () => {
  const numberOf = createTextNumbers(2);
  expect(numberOf('a')).not.toBe(numberOf('b'));
  const [a, b] = [numberOf('a'), numberOf('b')];
  expect(numberOf('a')).toBe(a);
  numberOf('c');
  expect(numberOf('a')).toBe(a);
  expect(numberOf('b')).not.toBe(b);
});
