import { describe, expect, it } from 'vitest';
import { checkPlacements, MAPPING_LIMITS } from './index.js';

const codes = (paths: string[]) =>
  checkPlacements(paths.map((to) => ({ to, omit: false }))).errors.map(({ code, pointer }) => [
    code,
    pointer,
  ]);

describe('checkPlacements', () => {
  it('accepts at most 2,000 fields', () => {
    const paths = Array.from({ length: 2001 }, (_, i) => `f${i}`);
    expect(codes(paths.slice(1))).toEqual([]);
    expect(codes(paths)).toEqual([['too_many_fields', '/fields']]);
  });

  it('accepts at most 64 KiB of field paths, counted as UTF-8', () => {
    const path = 'é'.repeat(MAPPING_LIMITS.pathBytes / 4);
    expect(codes([path, `${path.slice(2)}xyz`])).toEqual([]);
    expect(codes([path, `${path.slice(2)}wxyz`])).toEqual([]);
    expect(codes([path, `${path.slice(2)}vwxyz`])).toEqual([['paths_too_long', '/fields']]);
  });

  it('reports exceeded limits before path errors', () => {
    const paths = Array.from({ length: 2001 }, (_, i) => `${'x'.repeat(40)}${i}`);
    expect(codes([...paths, 'a', 'a'])).toEqual([
      ['too_many_fields', '/fields'],
      ['paths_too_long', '/fields'],
      ['duplicate_path', '/fields/2002/to'],
    ]);
  });
});
