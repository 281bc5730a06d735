// @vitest-environment happy-dom
import { describe, expect, it } from 'vitest';
import { formatUrlState, parseUrlState, type UrlState } from './url-state';

const urlState: UrlState = {
  sourceName: { schema: 'public', name: 'a b&c' },
  opened: undefined,
  tab: undefined,
  search: '',
  limit: 10,
  pick: 'first',
  row: 0,
  all: false,
  view: 'pretty',
  mapping: 'list',
};

describe('URL state', () => {
  it.each<[UrlState, string]>([
    [urlState, '?schema=public&relation=a+b%26c'],
    [
      { ...urlState, limit: 100, pick: { nullIn: 'phone' }, row: 4, all: true, view: 'raw', mapping: 'tree' },
      '?schema=public&relation=a+b%26c&rows=100&pick=null-in%3Aphone&row=5&all=on&view=raw&mapping=tree',
    ],
    [{ ...urlState, row: 4, opened: 'source' }, '?schema=public&relation=a+b%26c&row=5&open=source'],
    [{ ...urlState, sourceName: 'query' }, '?source=query'],
    [{ ...urlState, sourceName: undefined, tab: 'query' }, '?tab=query'],
    [{ ...urlState, sourceName: undefined }, ''],
    [{ ...urlState, sourceName: undefined, opened: 'connect' }, '?open=connect'],
    [{ ...urlState, sourceName: undefined, search: 'a b' }, '?search=a+b'],
  ])('is formatted and parsed without changes', (given, search) => {
    expect(formatUrlState(given)).toBe(search);
    expect(parseUrlState(search)).toEqual(given);
  });

  it('does not contain the value of a row filter', () => {
    const pick = { where: [{ column: 'email', is: '=' as const, value: 'ada@example.com' }] };
    expect(formatUrlState({ ...urlState, pick })).toBe(formatUrlState(urlState));
  });

  it('ignores values out of range', () => {
    expect(parseUrlState('?schema=a&relation=b&rows=1000&row=0&pick=all&view=x&open=map')).toMatchObject({
      limit: 10,
      row: 0,
      pick: 'first',
      view: 'pretty',
      opened: undefined,
    });
  });
});
