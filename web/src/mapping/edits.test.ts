import type { Cast } from '@rowhook/contracts';
import { describe, expect, it } from 'vitest';
import { newColumn } from '../testing/columns';
import { planCast, planNulls, planPrefix } from './bulk';
import { toMapping } from './document';
import { reduce, type Action } from './edits';
import { newHistory, type History } from './history';
import type { Draft, FieldValue, DraftField } from './model';

const field = (id: number, column: string, to = column): DraftField => ({
  id,
  to,
  value: { kind: 'column', column },
});
const draft: Draft = { fields: [field(1, 'a'), field(2, 'b'), field(3, 'c')] };
const after = (...actions: Action[]): History => actions.reduce(reduce, newHistory(draft));
const paths = ({ draft: { fields } }: History) => fields.map(({ to }) => to);

describe('reduce', () => {
  it('combines typing in one field into one undo step', () => {
    const typed = after(
      { type: 'path', id: 1, to: 'u' },
      { type: 'path', id: 1, to: 'us' },
      { type: 'path', id: 2, to: 'v' },
      { type: 'undo' },
    );
    expect(paths(typed)).toEqual(['us', 'b', 'c']);
    expect(typed.past.map(({ name }) => name)).toEqual(['path of a']);
    expect(paths(reduce(typed, { type: 'undo' }))).toEqual(['a', 'b', 'c']);
  });

  it('starts a new step after a field was left', () => {
    const typed = after(
      { type: 'path', id: 1, to: 'u' },
      { type: 'endTyping' },
      { type: 'path', id: 1, to: 'us' },
    );
    expect(typed.past).toHaveLength(2);
  });

  it('returns the edit in progress after typing, but not after a choice', () => {
    expect(after({ type: 'path', id: 1, to: 'u' }).inProgress).toEqual({ part: 'path', id: 1 });
    expect(after({ type: 'onNull', id: 1, onNull: 'omit' }).inProgress).toBeUndefined();
    expect(after({ type: 'path', id: 1, to: 'u' }, { type: 'undo' }).inProgress).toBeUndefined();
  });

  it('can redo until the next edit', () => {
    const undone = after({ type: 'remove', id: 2 }, { type: 'undo' });
    expect(paths(reduce(undone, { type: 'redo' }))).toEqual(['a', 'c']);
    const other = reduce(undone, { type: 'remove', id: 1 });
    expect(reduce(other, { type: 'redo' })).toBe(other);
  });

  it('undoes changes of the filter between edits of fields', () => {
    const where = [{ column: 'a', is: '=' as const, value: 7 }];
    const filtered = after(
      { type: 'filter', where },
      { type: 'remove', id: 2 },
      { type: 'filter', where: [...where] },
      { type: 'filter', where: [] },
    );
    expect(filtered.past.map(({ name }) => name)).toEqual(['add filter', 'remove b', 'remove filter']);
    const undone = reduce(filtered, { type: 'undo' });
    expect(undone.where).toEqual(where);
    expect(reduce(undone, { type: 'redo' }).where).toEqual([]);
    const twice = reduce(undone, { type: 'undo' });
    expect(paths(twice)).toEqual(['a', 'b', 'c']);
    expect(twice.where).toEqual(where);
    expect(reduce(twice, { type: 'undo' }).where).toEqual([]);
  });

  it('opens a mapping with its filter in one step', () => {
    const where = [{ column: 'a', is: 'null' as const }];
    const opened = after({ type: 'replace', name: 'open', draft: { fields: [] }, where });
    expect(opened.where).toEqual(where);
    const undone = reduce(opened, { type: 'undo' });
    expect([paths(undone), undone.where]).toEqual([['a', 'b', 'c'], []]);
  });

  it('keeps 200 undo steps', () => {
    const edits = Array.from({ length: 300 }, (_, i): Action => ({
      type: 'path',
      id: (i % 2) + 1,
      to: `p${i}`,
    }));
    const { past } = after(...edits);
    expect(past).toHaveLength(200);
    expect(past[0]?.draft.fields[1]?.to).toBe('p99');
  });

  it('moves a field past another at any distance', () => {
    expect(paths(after({ type: 'move', id: 3, over: 2 }))).toEqual(['a', 'c', 'b']);
    expect(paths(after({ type: 'move', id: 1, over: 3 }))).toEqual(['b', 'c', 'a']);
    expect(paths(after({ type: 'move', id: 3, over: 1 }))).toEqual(['c', 'a', 'b']);
  });

  it('does not change fields that the edit does not name', () => {
    const edited = after({ type: 'edit', name: 'nest', edits: [{ type: 'path', id: 2, to: 'x.b' }] });
    expect(paths(edited)).toEqual(['a', 'x.b', 'c']);
    expect(edited.draft.fields[0]).toBe(draft.fields[0]);
  });

  it('names a cast like the page', () => {
    const { past } = after(
      { type: 'cast', id: 1, as: 'unix_seconds' },
      { type: 'cast', id: 1, as: undefined },
    );
    expect(past.map(({ name }) => name)).toEqual(['send a as Unix seconds', 'send a as its own type']);
  });

  it('removes the cast when the column changes', () => {
    const cast = after(
      { type: 'cast', id: 1, as: 'string' },
      { type: 'column', id: 1, column: 'z', typed: true },
    );
    expect(cast.draft.fields[0]?.value).toEqual({ kind: 'column', column: 'z' });
  });

  it('removes casts that steps do not allow, and keeps others', () => {
    const hashed = { type: 'steps', id: 1, steps: ['trim', { sha256: 'hex' }], typed: false } as const;
    const steps = [...hashed.steps];
    const valueAfter = (as: Cast) =>
      after({ type: 'cast', id: 1, as }, { ...hashed, steps }).draft.fields[0]?.value;
    expect(valueAfter('unix_seconds')).toEqual({ kind: 'column', column: 'a', steps });
    expect(valueAfter('integer')).toEqual({ kind: 'column', column: 'a', steps, as: 'integer' });
    const none = after({ ...hashed, steps }, { ...hashed, steps: [] });
    expect(none.draft.fields[0]?.value).toEqual({ kind: 'column', column: 'a' });
  });
});

/** A field with unknown members, which a later version may write. */
const fieldWith = (value: FieldValue): DraftField => {
  const later = { unit: 'EUR' };
  return Object.assign({ id: 1, to: 'a', value: { ...value, ...later } }, { note: 'kept' });
};
const constant = { kind: 'text', text: 'x' } as const;
const values: FieldValue[] = [
  { kind: 'column', column: 'c', at: '/x', as: 'string' },
  { kind: 'constant', constant },
  { kind: 'template', template: '{c}' },
];
const actions: Action[] = [
  { type: 'path', id: 1, to: 'b' },
  { type: 'column', id: 1, column: 'd', typed: true },
  { type: 'at', id: 1, at: '/y', to: 'y' },
  { type: 'at', id: 1, at: undefined, to: 'y' },
  { type: 'template', id: 1, template: '{d}' },
  { type: 'constant', id: 1, constant, typed: true },
  { type: 'default', id: 1, constant, typed: true },
  { type: 'cast', id: 1, as: undefined },
  { type: 'cast', id: 1, as: 'integer' },
  { type: 'onNull', id: 1, onNull: 'omit' },
  {
    type: 'edit',
    name: 'edit',
    edits: [
      { type: 'path', id: 1, to: 'z' },
      { type: 'column', id: 1, column: 'd', typed: false },
    ],
  },
];
/** The kind of value that an action sets. */
const sets: Partial<Record<Action['type'], FieldValue['kind']>> = {
  column: 'column',
  template: 'template',
  constant: 'constant',
};

describe('edit of a field', () => {
  it.each(
    actions.flatMap((action) => values.map((value) => [action.type, value.kind, action, value] as const)),
  )('of type %s keeps unknown members of a %s', (type, kind, action, value) => {
    const { draft } = reduce(newHistory({ fields: [fieldWith(value)] }), action);
    const [field] = draft.fields;
    expect(field).toMatchObject({ id: 1, note: 'kept' });
    const replaced = type === 'edit' ? field?.value.kind !== kind : (sets[type] ?? kind) !== kind;
    if (!replaced) expect(field?.value).toMatchObject({ unit: 'EUR' });
  });

  it.each(values)('in bulk and the document keep unknown members: %j', (value) => {
    const draft: Draft = { fields: [fieldWith(value)] };
    const columns = new Map([['c', newColumn('c', 'numeric')]]);
    const scope = { shown: draft.fields, draft, columns };
    for (const plan of [planPrefix(scope, 'u.'), planNulls(scope, 'omit'), planCast(scope, 'own')]) {
      const kept = { note: 'kept', value: { unit: 'EUR' } };
      expect(plan).toMatchObject({ draft: { fields: [kept] } });
    }
    expect(toMapping(draft)?.fields[0]).toMatchObject({ unit: 'EUR' });
  });
});

describe('change of the kind of value', () => {
  const column: FieldValue & { kind: 'column' } = { kind: 'column', column: 'first name' };
  const text = (value: string): FieldValue => ({ kind: 'constant', constant: { kind: 'text', text: value } });
  const template = (value: string): FieldValue & { kind: 'template' } => ({
    kind: 'template',
    template: value,
  });

  it.each<[FieldValue, FieldValue]>([
    [column, template('{first name}')],
    [
      { ...column, steps: ['trim'], as: 'json', at: '/a' },
      { ...template('{first name}'), steps: ['trim'] },
    ],
    [{ kind: 'column', column: '' }, template('')],
    [column, text('')],
    [text('a {b}'), template('a {{b}}')],
    [{ kind: 'constant', constant: { kind: 'number', text: '1.50' } }, template('1.50')],
    [{ kind: 'constant', constant: { kind: 'json', text: '{"a": 1}' } }, template('')],
    [text('a'), { kind: 'column', column: '' }],
    [template('a {{b}}'), text('a {b}')],
    [template('{a} {b}'), text('')],
    [
      { ...template('{first name}'), steps: ['trim'] },
      { ...column, steps: ['trim'] },
    ],
    [template('{'), { kind: 'column', column: '' }],
    [column, column],
  ])('turns %j into %j', (value, wanted) => {
    const before = newHistory({ fields: [{ id: 1, to: 'a', value }] });
    const { draft: changed } = reduce(before, { type: 'kind', id: 1, kind: wanted.kind });
    expect(changed.fields).toEqual([{ id: 1, to: 'a', value: wanted }]);
  });
});
