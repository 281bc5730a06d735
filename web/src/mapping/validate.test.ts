import { describe, expect, it } from 'vitest';
import { newColumn } from '../testing/columns';
import type { Draft } from './model';
import { validateDraft } from './validate';

const columns = new Map(['email', 'last_name', 'is_active'].map((name) => [name, newColumn(name)]));
const draftOf = (...fields: [column: string, to: string][]): Draft => ({
  fields: fields.map(([column, to], id) => ({ id, to, value: { kind: 'column', column } })),
});

describe('validateDraft', () => {
  it('returns both fields of a conflict', () => {
    const validation = validateDraft(draftOf(['email', 'a'], ['last_name', 'a']), columns);
    expect(validation.errors.get(1)).toMatchObject([{ code: 'duplicate_path', related: 0 }]);
  });

  it('warns of keys that differ only in case', () => {
    const { errors, warnings } = validateDraft(draftOf(['email', 'mail'], ['last_name', 'Mail']), columns);
    expect(errors.size).toBe(0);
    expect(warnings.get(1)).toMatchObject([{ code: 'keys_differ_in_case', related: 0 }]);
  });

  it('shows a conflict at the field edited last', () => {
    const first = draftOf(['email', 'a'], ['last_name', 'b'], ['is_active', 'c']);
    const clear = validateDraft(first, columns);
    const edited = draftOf(['email', 'b'], ['last_name', 'b'], ['is_active', 'c']);
    const validation = validateDraft(edited, columns, clear);
    expect([...validation.errors.keys()]).toEqual([0]);
    expect(validation.errors.get(0)).toMatchObject([{ code: 'duplicate_path', related: 1 }]);
    expect([...validation.owners]).toEqual([[1, 0]]);
    const elsewhere = draftOf(['email', 'b'], ['last_name', 'b'], ['is_active', 'd']);
    const still = validateDraft(elsewhere, columns, validation);
    expect(still.errors.get(0)).toBe(validation.errors.get(0));
    const later = draftOf(['email', 'b'], ['last_name', 'b.x'], ['is_active', 'd']);
    expect([...validateDraft(later, columns, still).errors.keys()]).toEqual([1]);
  });

  it('keeps the identity of unchanged issues', () => {
    const first = validateDraft(draftOf(['email', 'a'], ['last_name', 'a']), columns);
    const second = validateDraft(
      draftOf(['email', 'a'], ['last_name', 'a'], ['is_active', 'b']),
      columns,
      first,
    );
    expect(second.errors.get(1)).toBe(first.errors.get(1));
  });

  it('rejects a cast that the column does not allow', () => {
    const draft: Draft = {
      fields: [{ id: 0, to: 'a', value: { kind: 'column', column: 'email', as: 'hex' } }],
    };
    expect(validateDraft(draft, columns).errors.get(0)).toMatchObject([{ code: 'cast_not_allowed' }]);
  });

  it('rejects an unreadable column, including in a template', () => {
    const closed = new Map([...columns, ['pay', newColumn('pay', 'text', { readable: false })]]);
    const draft: Draft = {
      fields: [
        { id: 0, to: 'a', value: { kind: 'column', column: 'pay' } },
        { id: 1, to: 'b', value: { kind: 'template', template: '{email} {pay}' } },
      ],
    };
    const { errors } = validateDraft(draft, closed);
    for (const id of [0, 1]) expect(errors.get(id)).toMatchObject([{ code: 'column_unreadable' }]);
  });

  it('rejects a constant with a number beyond the limit', () => {
    const constant = { kind: 'json', text: '{"a":[9007199254740993]}' } as const;
    const draft: Draft = { fields: [{ id: 0, to: 'a', value: { kind: 'constant', constant } }] };
    expect(validateDraft(draft, columns).errors.get(0)).toMatchObject([{ code: 'number_unsafe' }]);
  });
});
