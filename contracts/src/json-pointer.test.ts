import { describe, expect, it } from 'vitest';
import { formatPointer, parsePointer } from './json-pointer.js';

describe('parsePointer and formatPointer', () => {
  it.each<[string, string[] | undefined]>([
    ['', []],
    ['/', ['']],
    ['/address/city', ['address', 'city']],
    ['/a~1b/m~0n/~01', ['a/b', 'm~n', '~1']],
    ['address', undefined],
    ['/a~2', undefined],
    ['/a~', undefined],
  ])('%j is the pointer of %j', (text, path) => {
    expect(parsePointer(text)).toEqual(path);
    if (path !== undefined) expect(formatPointer(path)).toBe(text);
  });
});
