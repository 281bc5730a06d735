import { describe, expect, it } from 'vitest';
import { textColumn } from '../testing/text-column';
import { planCast, planNulls, planPrefix } from './bulk';
import { toMapping } from './document';
import { reduce, type Action } from './edits';
import { newHistory } from './history';
import type { Draft, FieldValue, MappingRow } from './model';

/** A field with members that this version does not know, as a later one may write them. */
const rowWith = (value: FieldValue): MappingRow => {
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
  { type: 'column', id: 1, column: 'd' },
  { type: 'at', id: 1, at: '/y', to: 'y' },
  { type: 'at', id: 1, at: undefined, to: 'y' },
  { type: 'template', id: 1, template: '{d}' },
  { type: 'constant', id: 1, constant, typed: true },
  { type: 'default', id: 1, constant, typed: true },
  { type: 'cast', id: 1, as: undefined },
  { type: 'cast', id: 1, as: 'integer' },
  { type: 'onNull', id: 1, onNull: 'omit' },
  { type: 'edit', name: 'edit', edits: [{ id: 1, to: 'z', onNull: 'keep', column: 'd' }] },
  { type: 'edit', name: 'edit', edits: [{ id: 1, constant }] },
];
/** Kinds of values that an action sets, whatever there was before. */
const sets: Partial<Record<Action['type'], FieldValue['kind']>> = {
  column: 'column',
  template: 'template',
  constant: 'constant',
};

describe('an edit of a field', () => {
  it.each(
    actions.flatMap((action) => values.map((value) => [action.type, value.kind, action, value] as const)),
  )('%s keeps members that it does not know of a %s', (type, kind, action, value) => {
    const { draft } = reduce(newHistory({ rows: [rowWith(value)] }), action);
    const [row] = draft.rows;
    expect(row).toMatchObject({ id: 1, note: 'kept' });
    const replaced = type === 'edit' ? row?.value.kind !== kind : (sets[type] ?? kind) !== kind;
    if (!replaced) expect(row?.value).toMatchObject({ unit: 'EUR' });
  });

  it.each(values)('of many fields and the document keep them too: %j', (value) => {
    const draft: Draft = { rows: [rowWith(value)] };
    const columns = new Map([['c', { ...textColumn('c'), jsonType: 'number' as const }]]);
    const scope = { chosen: draft.rows, draft, columns };
    for (const result of [planPrefix('u.', scope), planNulls('omit', scope), planCast('own', scope)]) {
      if (!result.ok) throw new Error(result.message);
      expect(result.plan.draft.rows[0]).toMatchObject({ note: 'kept', value: { unit: 'EUR' } });
    }
    expect(toMapping(draft)?.fields[0]).toMatchObject({ unit: 'EUR' });
  });
});
