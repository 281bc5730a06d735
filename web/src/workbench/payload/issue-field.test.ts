import type { Sample } from '@rowhook/contracts';
import { describe, expect, it } from 'vitest';
import { sampleValue } from '../column-facts';

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

describe('sampleValue', () => {
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

  it('is none of a sample other than the one that the payloads are of', () => {
    expect(sampleValue(sample, '2026-01-02T00:00:00Z', 0, 'id')).toBeUndefined();
  });
});
