import { describe, expect, it } from 'vitest';
import { distinctBy, equal, withMember } from './objects';

describe('equal', () => {
  it.each<[unknown, unknown, boolean]>([
    [1, 1, true],
    [1, '1', false],
    [null, undefined, false],
    [{ a: [1, { b: null }] }, { a: [1, { b: null }] }, true],
    [{ a: 1, b: 2 }, { b: 2, a: 1 }, true],
    [{ a: 1, b: undefined }, { a: 1 }, true],
    [{ a: 1 }, { a: 1, b: 2 }, false],
    [[1, 2], [1], false],
    [[], {}, false],
  ])('%j and %j: %s', (a, b, expected) => {
    expect(equal(a, b)).toBe(expected);
    expect(equal(b, a)).toBe(expected);
  });
});

describe('withMember', () => {
  it('sets or removes one member and keeps the others', () => {
    const object: { a: number; b?: string } = { a: 1, b: 'x' };
    expect(withMember(object, 'b', 'y')).toEqual({ a: 1, b: 'y' });
    expect(Object.keys(withMember(object, 'b', undefined))).toEqual(['a']);
    expect(object).toEqual({ a: 1, b: 'x' });
  });
});

it('distinctBy keeps the first item with each key in the original order', () => {
  const items = ['b1', 'a1', 'b2', 'c1', 'a2'];
  expect(distinctBy(items, ([letter = '']) => letter)).toEqual(['b1', 'a1', 'c1']);
});
