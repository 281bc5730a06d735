import { describe, expect, it } from 'vitest';
import { outdatedParts, type Inputs } from './outdated-parts';

describe('outdatedParts', () => {
  const input: Inputs = {
    source: { relation: { schema: 'public', name: 'orders' } },
    rows: { limit: 10, pick: 'first' },
    takenAt: '2026-01-01T00:00:00Z',
  };
  const where = [{ column: 'id', is: '=' as const, value: 7 }];

  it.each<[string[], Partial<Inputs>, boolean?]>([
    [[], { source: { relation: { schema: 'public', name: 'orders' } } }],
    [['mapping'], {}, false],
    [['source'], { source: { relation: { schema: 'public', name: 'orders' }, where }, takenAt: undefined }],
    [['choice of rows'], { rows: { limit: 10, pick: 'last' }, takenAt: undefined }],
    [['sample'], { takenAt: '2026-01-01T00:05:00Z' }],
    [['sample', 'mapping'], { takenAt: '2026-01-01T00:05:00Z' }, false],
    [['receiver’s schema'], { schema: { id: 1, text: '{}' } }],
    [['source', 'mapping'], { source: { query: 'SELECT 1' } }, false],
  ])('returns %j', (parts, change, isSameMapping = true) =>
    expect(outdatedParts(input, { ...input, ...change }, isSameMapping)).toEqual(parts),
  );
});
