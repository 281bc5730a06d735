import { describe, expect, it } from 'vitest';
import { newColumn } from '../testing/columns';
import type { Draft, EditInProgress, FieldValue, Typing } from './model';
import { validateDraft } from './validate';

const columns = new Map(['first_name', 'last_name', 'id'].map((name) => [name, newColumn(name)]));
columns.set('salary', newColumn('salary', 'text', { readable: false }));
const id: FieldValue = { kind: 'column', column: 'id' };

/** The codes shown at field 7, beside other fields with the given paths. */
function shown(to: string, value: FieldValue, typing?: Typing, ...others: string[]) {
  const draft: Draft = {
    fields: [...others.map((other, i) => ({ id: 10 + i, to: other, value: id })), { id: 7, to, value }],
  };
  const { errors, shown: issues } = validateDraft(draft, columns, undefined, typing);
  const codes = (all: typeof errors) => all.get(7)?.map(({ code }) => code) ?? [];
  return { codes: codes(issues), all: codes(errors) };
}

describe('issue of the part being edited', () => {
  it.each<[string, FieldValue, EditInProgress['part']]>([
    ['user.', id, 'path'],
    ['', id, 'path'],
    ['a b', id, 'path'],
    ['tags[', id, 'path'],
    ['a', { kind: 'template', template: '{fir' }, 'template'],
    ['a', { kind: 'template', template: 'first_name}' }, 'template'],
    ['zzz', { kind: 'column', column: 'zzz' }, 'column'],
    ['a', { kind: 'constant', constant: { kind: 'json', text: '{' } }, 'constant'],
  ])('is found, but not shown before the pause: path %j, value %j', (to, value, part) => {
    const { codes, all } = shown(to, value, { part, id: 7, paused: false });
    expect(codes).toEqual([]);
    expect(all).toHaveLength(1);
    expect(shown(to, value).codes).toHaveLength(1);
  });

  it.each<[string, FieldValue, EditInProgress['part']]>([
    ['user.', id, 'path'],
    ['', id, 'path'],
    ['a b', id, 'path'],
    ['a', { kind: 'template', template: '{zzz' }, 'template'],
    ['zzz', { kind: 'column', column: 'zzz' }, 'column'],
    ['sal', { kind: 'column', column: 'sal' }, 'column'],
  ])('is shown after the pause: path %j, value %j', (to, value, part) => {
    expect(shown(to, value, { part, id: 7, paused: true }).codes).toHaveLength(1);
  });

  it.each<[string, FieldValue, EditInProgress['part']]>([
    ['a', { kind: 'template', template: '{first_name} {' }, 'template'],
    ['a', { kind: 'template', template: '{fir' }, 'template'],
    ['first', { kind: 'column', column: 'first' }, 'column'],
    ['', { kind: 'column', column: '' }, 'column'],
  ])('is not shown if a column can complete the text: path %j, value %j', (to, value, part) => {
    expect(shown(to, value, { part, id: 7, paused: true }).codes).toEqual([]);
    expect(shown(to, value).codes).toHaveLength(1);
  });

  it.each(['user', 'user.', 'user.name', 'user.name.'])(
    'is not shown while %j, the start of another path, has the focus',
    (to) => {
      const typing: Typing = { part: 'path', id: 7, paused: true };
      expect(shown(to, id, typing, 'user.name.first').codes).toEqual([]);
      expect(shown(to, id, undefined, 'user.name.first').codes).toHaveLength(1);
      expect(shown(to, id, { ...typing, id: 10 }, 'user.name.first').codes).toHaveLength(1);
    },
  );

  it('does not hide other issues that were shown before', () => {
    const fields = (to: string) => [
      { id: 1, to, value: { ...id, as: 'hex' as const } },
      { id: 2, to: '', value: id },
    ];
    const before = validateDraft({ fields: fields('a') }, columns);
    const draft = { fields: fields('a b') };
    const typing: Typing = { part: 'path', id: 1, paused: false };
    const { shown: issues } = validateDraft(draft, columns, before, typing);
    expect(issues).toEqual(before.shown);
  });

  it('does not show a new issue at another field before the pause', () => {
    const fields = (...paths: string[]) => paths.map((to, i) => ({ id: i, to, value: id }));
    const before = validateDraft({ fields: fields('tags[0]', 'tags[1]') }, columns);
    const draft = { fields: fields('tags[0].', 'tags[1]') };
    const typing: Typing = { part: 'path', id: 0, paused: false };
    const result = validateDraft(draft, columns, before, typing);
    expect(result.errors.get(1)).toMatchObject([{ code: 'array_hole' }]);
    expect(result.shown.size).toBe(0);
    expect(validateDraft(draft, columns, result, { ...typing, paused: true }).shown.has(1)).toBe(true);
  });
});
