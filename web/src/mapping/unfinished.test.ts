import { describe, expect, it } from 'vitest';
import { textColumn } from '../testing/text-column';
import type { EditInProgress, FieldValue, MappingRow } from './model';
import { validateDraft } from './validate';

const columns = new Map(['first_name', 'id'].map((name) => [name, textColumn(name)]));
columns.set('salary', { ...textColumn('salary'), readable: false });
const codes = (to: string, value: FieldValue, typing?: EditInProgress) => {
  const row: MappingRow = { id: 7, to, value };
  const { errors, unfinished } = validateDraft({ rows: [row] }, columns, undefined, typing);
  return { codes: errors.get(7)?.map(({ code }) => code) ?? [], unfinished };
};
const id: FieldValue = { kind: 'column', column: 'id' };

describe('what is still being typed', () => {
  it.each<[string, FieldValue, EditInProgress['part']]>([
    ['user.', id, 'path'],
    ['', id, 'path'],
    ['tags[', id, 'path'],
    ['tags[1', id, 'path'],
    ['meta["a k', id, 'path'],
    ['a', { kind: 'template', template: '{fir' }, 'template'],
    ['a', { kind: 'template', template: '{first_name} {' }, 'template'],
    ['first', { kind: 'column', column: 'first' }, 'column'],
    ['', { kind: 'column', column: '' }, 'column'],
  ])('%j from %j is no conflict until the field is left', (to, value, part) => {
    expect(codes(to, value, { part, id: 7 })).toEqual({ codes: [], unfinished: true });
    expect(codes(to, value).codes).not.toEqual([]);
    expect(codes(to, value, { part, id: 17 }).codes).not.toEqual([]);
  });

  it.each<[string, FieldValue, EditInProgress['part']]>([
    ['a b', id, 'path'],
    ['a..b', id, 'path'],
    ['tags[x', id, 'path'],
    ['a', { kind: 'template', template: '{zzz' }, 'template'],
    ['a', { kind: 'template', template: 'first_name}' }, 'template'],
    ['zzz', { kind: 'column', column: 'zzz' }, 'column'],
    ['sal', { kind: 'column', column: 'sal' }, 'column'],
    ['a', { kind: 'template', template: '{sal' }, 'template'],
  ])('%j from %j is one at once', (to, value, part) => {
    const { codes: found, unfinished } = codes(to, value, { part, id: 7 });
    expect(found).toHaveLength(1);
    expect(unfinished).toBe(false);
  });
});
