import { describe, expect, it } from 'vitest';
import type { Draft } from './model';
import { completePath } from './suggest-path';

const draftOf = (fields: Record<string, string>): Draft => ({
  rows: Object.entries(fields).map(([column, to], id) => ({ id, to, value: { kind: 'column', column } })),
});

describe('completePath', () => {
  const draft = draftOf({ a: 'user.name.first', b: 'user.emails[0].address', c: '' });

  it('offers parents in use, and the next index of a list', () => {
    expect(completePath('us', draft, 2)).toEqual([
      'user.',
      'user.name.',
      'user.emails[1]',
      'user.emails[0].',
    ]);
  });

  it('offers the index after the last, however the paths of the list are written', () => {
    const written = draftOf({ a: 'tags[0]', b: '["tags"][1]', c: '' });
    expect(completePath('ta', written, 2)).toEqual(['tags[2]']);
  });

  it.each([
    ['u', ['user.name.last', 'user.']],
    ['user.name.', ['user.name.last']],
    ['user.name.la', ['user.name.last']],
    ['user.name.last', []],
    ['USER.NAME.L', ['user.name.last']],
    ['user.name.Last', []],
  ])('offers the key of the column first, where the parent has a word of it: %j', (typed, wanted) => {
    const named = draftOf({ first_name: 'user.name.first', last_name: '' });
    expect(completePath(typed, named, 1).slice(0, 2)).toEqual(wanted);
  });

  it('offers the column inside other parents only once they are typed', () => {
    const named = draftOf({ first_name: 'user.name.first', city: '' });
    expect(completePath('us', named, 1)).toEqual(['user.', 'user.name.']);
    expect(completePath('user.', named, 1)).toEqual(['user.city', 'user.name.']);
    expect(completePath('user.', draftOf({ a: 'user.city', city: '' }), 1)).toEqual([]);
  });

  it('offers nothing from the field itself', () => {
    expect(completePath('user.n', draft, 0)).toEqual([]);
  });
});
