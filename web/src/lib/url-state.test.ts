// @vitest-environment jsdom
import { describe, expect, it } from 'vitest';
import { formatPlace, parsePlace, type Place } from './url-state';

const place: Place = {
  relation: { schema: 'public', name: 'a b&c' },
  limit: 10,
  pick: 'first',
  row: 0,
  all: false,
  view: 'pretty',
  mapping: 'list',
};

describe('the place in the URL', () => {
  it.each<[Place, string]>([
    [place, '?schema=public&relation=a+b%26c'],
    [
      { ...place, limit: 100, pick: { nullIn: 'phone' }, row: 4, all: true, view: 'raw', mapping: 'tree' },
      '?schema=public&relation=a+b%26c&rows=100&pick=null-in%3Aphone&row=5&all=on&view=raw&mapping=tree',
    ],
    [{ ...place, relation: undefined }, ''],
  ])('is written and read again', (given, search) => {
    expect(formatPlace(given)).toBe(search);
    expect(parsePlace(search)).toEqual(given);
  });

  it('takes nothing that is out of bounds', () => {
    expect(parsePlace('?schema=a&relation=b&rows=1000&row=0&pick=all&view=x')).toMatchObject({
      limit: 10,
      row: 0,
      pick: 'first',
      view: 'pretty',
    });
  });
});
