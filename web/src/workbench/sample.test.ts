import type { Sample } from '@rowhook/contracts';
import { describe, expect, it } from 'vitest';
import { relationDetail } from '../lib/source';
import { mockTable } from '../testing/mock-source';
import { columnFacts, firstIsByKey, formatFacts, sampleValue } from './sample';

describe('columnFacts', () => {
  const cell = (json: string | null, bytes = json?.length ?? 0) => ({ json, bytes });
  const sample = {
    columns: ['a', 'n', 'big'],
    rows: [
      { key: null, cells: [cell('"é\\n"', 6), cell('12'), cell('"xx"', 1500)] },
      { key: null, cells: [cell(null), cell('1'), cell(null)] },
      { key: null, cells: [cell('""'), cell('2'), { json: null, bytes: 0, issue: 'row_too_large' }] },
    ],
  } as unknown as Sample;
  it.each([
    ['a', 'NULL in 1 of 3 · longest 2 characters'],
    ['n', 'never NULL in the sample'],
    ['big', 'NULL in 1 of 3 · longest 1.5 KB'],
  ])('of %s are: %s', (name, wanted) => {
    const facts = columnFacts(sample, name);
    expect(facts && formatFacts(facts)).toBe(wanted);
  });
  it('returns nothing for an unknown column or without a sample', () => {
    expect(columnFacts(sample, 'other')).toBeUndefined();
    expect(columnFacts(undefined, 'a')).toBeUndefined();
  });
});

describe('firstIsByKey', () => {
  const { columns, keyColumns } = relationDetail(mockTable('customers').detail);
  const denied = columns.map((column) => ({ ...column, readable: false }));

  it.each([
    ['the sample has an order', { columns, keyColumns }, 'first', { order: keyColumns }, true],
    ['an inheritance parent has no order', { columns, keyColumns }, 'first', { order: [] }, false],
    ['spread rows have no order, with a key', { columns, keyColumns }, 'spread', { order: [] }, true],
    ['the sample is loading', { columns, keyColumns }, 'last', undefined, true],
    ['there is no key', { columns, keyColumns: [] }, 'spread', { order: [] }, false],
    ['the key cannot be read', { columns: denied, keyColumns }, 'spread', undefined, false],
  ] as const)(
    'returns whether the first rows are sorted by key: %s',
    (_when, detail, pick, sample, expected) => {
      const order = sample && { order: [...sample.order] };
      expect(firstIsByKey(detail, pick, order)).toBe(expected);
    },
  );
});

describe('sampleValue', () => {
  const sample: Sample = {
    columns: ['id', 'note'],
    columnErrors: [],
    rows: [
      {
        key: null,
        cells: [
          { json: '1', bytes: 1 },
          { json: '"é"', bytes: 4 },
        ],
      },
      {
        key: null,
        cells: [
          { json: null, bytes: 4 },
          { json: '"cut', bytes: 900 },
        ],
      },
    ],
    order: [],
    takenAt: '2026-01-01T00:00:00Z',
    warnings: [],
  };

  it.each([
    [0, 'note', '"é"'],
    [1, 'note', '"cut…'],
    [1, 'id', undefined],
    [0, 'gone', undefined],
    [2, 'id', undefined],
    [0, undefined, undefined],
  ])('of row %i, %s, is %s', (row, column, wanted) => {
    expect(sampleValue(sample, sample.takenAt, row, column)).toBe(wanted);
  });

  it('returns nothing for another sample than that of the payloads', () => {
    expect(sampleValue(sample, '2026-01-02T00:00:00Z', 0, 'id')).toBeUndefined();
  });
});
