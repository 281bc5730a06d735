import type { Sample } from '@rowhook/contracts';
import { describe, expect, it } from 'vitest';
import { columnFacts, formatFacts } from './column-facts';

describe('what a sample tells of a column', () => {
  const cell = (json: string | null, bytes = json?.length ?? 0) => ({ json, bytes });
  const sample = {
    columns: ['a', 'n', 'big'],
    rows: [
      { key: null, cells: [cell('"é\\n"', 6), cell('12'), cell('"xx"', 1500)] },
      { key: null, cells: [cell(null), cell('1'), cell(null)] },
    ],
  } as unknown as Sample;
  it.each([
    ['a', 'NULL in 1 of 2 · longest 2 characters'],
    ['n', 'never NULL in the sample'],
    ['big', 'NULL in 1 of 2 · longest 1.5 KB'],
  ])('%s: %s', (name, wanted) => {
    const facts = columnFacts(sample, name);
    expect(facts && formatFacts(facts)).toBe(wanted);
  });
  it('is nothing where it has no such column', () => {
    expect(columnFacts(sample, 'other')).toBeUndefined();
    expect(columnFacts(undefined, 'a')).toBeUndefined();
  });
});
