import { describe, expect, it } from 'vitest';
import type { Draft, FieldValue, DraftField } from '../../mapping/model';
import { hashed, withSteps } from '../../mapping/steps';
import { planChanges, type Fill } from './changes';
import { readExample } from './example-text';
import type { Leaf } from './leaves';

const column = (name: string, more: { at?: string; as?: 'string' } = {}): FieldValue => ({
  kind: 'column',
  column: name,
  ...more,
});
const fieldOf = (id: number, to: string, value: FieldValue, more: Partial<DraftField> = {}): DraftField => ({
  id,
  to,
  value,
  ...more,
});
const leavesOf = (payload: unknown): readonly Leaf[] => {
  const read = readExample(JSON.stringify(payload));
  return read.state === 'read' ? read.leaves : [];
};
const draft: Draft = {
  fields: [
    fieldOf(1, 'id', column('id')),
    fieldOf(2, 'first_name', column('first_name'), { onNull: 'omit' }),
    fieldOf(3, 'mail', column('email')),
    fieldOf(4, 'user', column('attributes')),
  ],
};
const sample = leavesOf({ mail: 'a@b.cc', user: { first: 'A', last: 'B' } });
const fill = (to: string, value: FieldValue): Fill => {
  const leaf = sample.find((each) => each.to === to);
  if (leaf === undefined) throw new Error(to);
  return { leaf, value };
};
const plan = (fills: Fill[], others: 'keep' | 'remove' = 'remove') =>
  planChanges(draft, sample, fills, others, () => 99);
const paths = ({ fields }: Draft) => fields.map(({ id, to }) => `${id} ${to}`);

describe('planChanges', () => {
  it('moves mapped fields, adds new ones, and follows the order of the sample', () => {
    const result = plan([
      fill('mail', column('email')),
      fill('user.first', column('first_name')),
      fill('user.last', column('last_name')),
    ]);
    expect(paths(result.draft)).toEqual(['3 mail', '2 user.first', '99 user.last']);
    expect(result.draft.fields[1]).toMatchObject({ onNull: 'omit' });
    expect(Object.fromEntries(result.changes)).toEqual({
      mail: { kind: 'same' },
      'user.first': { kind: 'moved', from: 'first_name' },
      'user.last': { kind: 'new' },
    });
    expect(result.others.map(({ to }) => to)).toEqual(['id', 'user']);
  });

  it('adds no cast to a lookup that returns JSON values', () => {
    const lookup = withSteps(column('active'), [{ lookup: { values: { yes: true, no: false } } }]);
    const [leaf] = leavesOf({ active: true });
    if (leaf === undefined) throw new Error('no leaf');
    const cast: FieldValue = { kind: 'column', column: 'active', as: 'boolean' };
    const before = { fields: [fieldOf(1, 'active', lookup)] };
    const result = planChanges(before, [leaf], [{ leaf, value: cast }], 'keep', () => 99);
    expect(result.draft).toEqual(before);
  });

  it('keeps the steps of a field, which may hash its value', () => {
    const hash: DraftField = { ...fieldOf(1, 'mail', column('email')), value: hashed(column('email')) };
    const change = (to: string) =>
      planChanges({ fields: [{ ...hash, to }] }, sample, [fill('mail', column('email'))], 'keep', () => 99);
    for (const [to, kind] of [
      ['mail', 'same'],
      ['other', 'moved'],
    ] as const) {
      const { draft, changes } = change(to);
      expect(draft.fields).toEqual([hash]);
      expect(changes.get('mail')?.kind).toBe(kind);
    }
  });

  it('moves a field without a hash before one with it', () => {
    const plain = fieldOf(2, 'plain', column('email'));
    const fields = [fieldOf(1, 'hash', hashed(column('email'))), plain];
    const { draft } = planChanges({ fields }, sample, [fill('mail', column('email'))], 'remove', () => 99);
    expect(draft.fields).toEqual([{ ...plain, to: 'mail' }]);
  });

  it('adds a proposed step to a field without steps', () => {
    const trimmed = withSteps(column('email'), ['trim']);
    const { draft, changes } = plan([fill('mail', trimmed)]);
    expect(draft.fields).toEqual([fieldOf(3, 'mail', trimmed)]);
    expect(changes.get('mail')?.kind).toBe('replaced');
  });

  it('keeps other fields after those of the sample, including conflicting ones', () => {
    const result = plan([fill('user.last', column('last_name'))], 'keep');
    expect(paths(result.draft)).toEqual(['3 mail', '99 user.last', '1 id', '2 first_name', '4 user']);
  });

  it('reports replaced fields, including a change of the type only', () => {
    expect(plan([fill('mail', column('phone'))]).changes.get('mail')).toEqual({
      kind: 'replaced',
      from: 'email',
    });
    expect(plan([fill('mail', column('email', { as: 'string' }))]).changes.get('mail')?.kind).toBe(
      'replaced',
    );
  });

  it('adds a field if a column is selected twice', () => {
    const result = plan([fill('user.first', column('first_name')), fill('user.last', column('first_name'))]);
    expect(paths(result.draft)).toEqual(['3 mail', '2 user.first', '99 user.last']);
  });

  it('moves a mapped template', () => {
    const full: FieldValue = { kind: 'template', template: '{first_name} {last_name}' };
    const templates: Draft = { fields: [fieldOf(1, 'name', full)] };
    const { draft: planned } = planChanges(templates, sample, [fill('user.first', full)], 'keep', () => 99);
    expect(paths(planned)).toEqual(['1 user.first']);
  });
});
