import { describe, expect, it } from 'vitest';
import type { Draft, MappingRow } from './model';
import { pathForPointer } from './suggest-path';

const row = (id: number, to: string, at?: string): MappingRow => ({
  id,
  to,
  value: { kind: 'column', column: 'attributes', ...(at === undefined ? {} : { at }) },
});
const other = (id: number, to: string): MappingRow => ({ id, to, value: { kind: 'column', column: to } });

describe('pathForPointer', () => {
  const inside = (own: MappingRow, at: string | undefined, ...others: string[]) => {
    const draft: Draft = { rows: [own, ...others.map((to, i) => other(i + 10, to))] };
    return pathForPointer(own, at, draft);
  };

  it.each<[at: string | undefined, others: string[], to: string]>([
    ['/address/city', [], 'city'],
    ['/address/city', ['city'], 'address.city'],
    ['/address/city', ['city', 'address'], 'attributes.address.city'],
    ['/address/city', ['city', 'address', 'attributes'], 'city_2'],
    ['/a~1b', [], 'a/b'],
    ['/a.b', [], '["a.b"]'],
    ['/tags/0', [], 'tags[0]'],
    ['/tags/1', ['tags[0]'], 'tags[1]'],
    ['/items/0/name', [], 'name'],
    ['/0', [], 'attributes[0]'],
    [undefined, [], 'attributes'],
  ])('%s beside %j lands in %s', (at, others, to) => {
    expect(inside(row(1, 'attributes'), at, ...others)).toBe(to);
  });

  it('follows the value as long as the path is its own', () => {
    expect(inside(row(1, ''), '/plan')).toBe('plan');
    expect(inside(row(1, 'attributes_2'), '/plan')).toBe('plan');
    expect(inside(row(1, 'address.city', '/address/city'), '/plan')).toBe('plan');
    expect(inside(row(1, 'tags[3]', '/tags/0'), '/plan')).toBe('plan');
    expect(inside(row(1, 'city', '/address/city'), undefined)).toBe('attributes');
  });

  it('keeps a path that was typed', () => {
    for (const to of ['user.city', 'attributes.', 'town'])
      expect(inside(row(1, to), '/address/city')).toBe(to);
  });
});
