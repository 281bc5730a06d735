import { describe, expect, it } from 'vitest';
import { textColumn } from '../../../testing/text-column';
import type { MappingRow, Source } from '../draft/draft';
import { checkDraft } from './checks';

const columns = new Map(['first_name', 'id'].map((name) => [name, textColumn(name)]));
const codes = (to: string, source: Source, typing?: string) => {
  const row: MappingRow = { id: 7, to, source };
  const { errors, unfinished } = checkDraft({ rows: [row] }, columns, undefined, typing);
  return { codes: errors.get(7)?.map(({ code }) => code) ?? [], unfinished };
};
const id: Source = { kind: 'column', column: 'id' };

describe('what is still being typed', () => {
  it.each<[string, Source, string]>([
    ['user.', id, 'path 7'],
    ['', id, 'path 7'],
    ['tags[', id, 'path 7'],
    ['tags[1', id, 'path 7'],
    ['meta["a k', id, 'path 7'],
    ['a', { kind: 'template', template: '{fir' }, 'template 7'],
    ['a', { kind: 'template', template: '{first_name} {' }, 'template 7'],
    ['first', { kind: 'column', column: 'first' }, 'column 7'],
    ['', { kind: 'column', column: '' }, 'column 7'],
  ])('%j from %j is no conflict until the field is left', (to, source, typing) => {
    expect(codes(to, source, typing)).toEqual({ codes: [], unfinished: true });
    expect(codes(to, source).codes).not.toEqual([]);
    expect(codes(to, source, typing.replace('7', '17')).codes).not.toEqual([]);
  });

  it.each<[string, Source, string]>([
    ['a b', id, 'path 7'],
    ['a..b', id, 'path 7'],
    ['tags[x', id, 'path 7'],
    ['a', { kind: 'template', template: '{zzz' }, 'template 7'],
    ['a', { kind: 'template', template: 'first_name}' }, 'template 7'],
    ['zzz', { kind: 'column', column: 'zzz' }, 'column 7'],
  ])('%j from %j is one at once', (to, source, typing) => {
    const { codes: found, unfinished } = codes(to, source, typing);
    expect(found).toHaveLength(1);
    expect(unfinished).toBe(false);
  });
});
