import { describe, expect, it } from 'vitest';
import type { Draft } from './model';
import { completeParents } from './suggest-path';

const draftOf = (fields: Record<string, string>): Draft => ({
  rows: Object.entries(fields).map(([column, to], id) => ({ id, to, value: { kind: 'column', column } })),
});

describe('completeParents', () => {
  const draft = draftOf({ a: 'user.name.first', b: 'user.emails[0].address', c: '' });

  it('offers parents in use, and the next index of a list', () => {
    expect(completeParents('us', draft, 2)).toEqual([
      'user.',
      'user.name.',
      'user.emails[1]',
      'user.emails[0].',
    ]);
  });

  it('offers the index after the last, however the paths of the list are written', () => {
    const written = draftOf({ a: 'tags[0]', b: '["tags"][1]', c: '' });
    expect(completeParents('ta', written, 2)).toEqual(['tags[2]']);
  });

  it('offers nothing from the field itself', () => {
    expect(completeParents('user.n', draft, 0)).toEqual([]);
  });
});
