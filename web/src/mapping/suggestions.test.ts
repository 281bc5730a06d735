import { describe, expect, it } from 'vitest';
import type { Draft, DraftField } from './model';
import { completePath, enterKeepsPath, nextEntry, pathForPointer } from './suggestions';

const draftOf = (fields: Record<string, string>): Draft => ({
  fields: Object.entries(fields).map(([column, to], id) => ({ id, to, value: { kind: 'column', column } })),
});

describe('completePath', () => {
  const draft = draftOf({ a: 'user.name.first', b: 'user.emails[0].address', c: '' });

  it('offers existing parents and the next index of a list', () => {
    expect(completePath('us', draft, 2)).toEqual([
      'user.',
      'user.name.',
      'user.emails[1]',
      'user.emails[0].',
    ]);
  });

  it('offers the next index, however the paths are quoted', () => {
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
  ])('offers the key from the column name first: %j', (typed, wanted) => {
    const named = draftOf({ first_name: 'user.name.first', last_name: '' });
    expect(completePath(typed, named, 1).slice(0, 2)).toEqual(wanted);
  });

  it('offers other parents only if they are typed', () => {
    const named = draftOf({ first_name: 'user.name.first', city: '' });
    expect(completePath('us', named, 1)).toEqual(['user.', 'user.name.']);
    expect(completePath('user.', named, 1)).toEqual(['user.city', 'user.name.']);
    expect(completePath('user.', draftOf({ a: 'user.city', city: '' }), 1)).toEqual([]);
  });

  it('does not offer the path of the field itself', () => {
    expect(completePath('user.n', draft, 0)).toEqual([]);
  });
});

describe('enterKeepsPath', () => {
  const draft = draftOf({ first_name: 'user.name.first', last_name: 'last_name' });

  it.each([
    ['u', 'user.', true],
    [' user.n', 'user.name.', true],
    ['user.', 'user.last_name', false],
    ['user.name', 'user.name.last', false],
    ['user.name', 'user.name.', true],
    ['user.name.first', 'user.name.first_2', false],
  ])('%j, with %j suggested: %s', (typed, suggestion, kept) => {
    expect(enterKeepsPath(typed, suggestion, draft, 1)).toBe(kept);
  });
});

const columnAt = (id: number, to: string): DraftField => ({ id, to, value: { kind: 'column', column: to } });

describe('nextEntry', () => {
  const next = (index: number, ...paths: string[]) => {
    const fields = paths.map((to, id) => columnAt(id, to));
    const from = fields[index];
    const entry = from === undefined ? undefined : nextEntry(from, fields);
    return entry === undefined ? undefined : `${entry.to} after ${entry.after}`;
  };

  it('returns the first free index, after the fields of the list', () => {
    expect(next(0, 'phones[0]', 'id')).toBe('phones[1] after 0');
    expect(next(0, 'phones[0]', 'phones[1]', 'id')).toBe('phones[2] after 1');
    expect(next(1, 'mails[0].to', 'mails[0].kind', 'mails[1].to')).toBe('mails[1].kind after 2');
    expect(next(0, 'a[0].b[1].c', 'a[1].b[0]')).toBe('a[0].b[2].c after 0');
  });

  it('returns nothing without a list or after the last index', () => {
    expect(next(0, 'phones')).toBeUndefined();
    expect(next(0, 'phones[999]')).toBeUndefined();
  });
});

const attributesAt = (id: number, to: string, at?: string): DraftField => ({
  id,
  to,
  value: { kind: 'column', column: 'attributes', ...(at === undefined ? {} : { at }) },
});

describe('pathForPointer', () => {
  const inside = (own: DraftField, at: string | undefined, ...others: string[]) => {
    const draft: Draft = { fields: [own, ...others.map((to, i) => columnAt(i + 10, to))] };
    return pathForPointer(own, at, draft);
  };

  it.each<[at: string | undefined, others: string[], to: string]>([
    ['/address/city', [], 'city'],
    ['/address/city', ['city'], 'address.city'],
    ['/address/city', ['city', 'address'], 'attributes.address.city'],
    ['/address/city', ['city', 'address', 'attributes'], 'city_2'],
    ['/a~1b', [], 'a/b'],
    ['/a.b', [], '["a.b"]'],
    ['/_id/$oid', [], 'oid'],
    ['/_id/$oid', ['oid'], '_id.$oid'],
    ['/tags/0', [], 'tags[0]'],
    ['/tags/1', ['tags[0]'], 'tags[1]'],
    ['/items/0/name', [], 'name'],
    ['/0', [], 'attributes[0]'],
    [undefined, [], 'attributes'],
  ])('of %s with the paths %j is %s', (at, others, to) => {
    expect(inside(attributesAt(1, 'attributes'), at, ...others)).toBe(to);
  });

  it('replaces a path that it has suggested', () => {
    expect(inside(attributesAt(1, ''), '/plan')).toBe('plan');
    expect(inside(attributesAt(1, 'attributes_2'), '/plan')).toBe('plan');
    expect(inside(attributesAt(1, 'address.city', '/address/city'), '/plan')).toBe('plan');
    expect(inside(attributesAt(1, 'tags[3]', '/tags/0'), '/plan')).toBe('plan');
    expect(inside(attributesAt(1, 'city', '/address/city'), undefined)).toBe('attributes');
    expect(inside(attributesAt(1, 'oid', '/_id/$oid'), '/plan')).toBe('plan');
  });

  it('keeps a path that was typed', () => {
    for (const to of ['user.city', 'attributes.', 'town'])
      expect(inside(attributesAt(1, to), '/address/city')).toBe(to);
  });
});
