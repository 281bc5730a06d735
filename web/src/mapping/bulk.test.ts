import type { Cast, Column, Step } from '@rowhook/contracts';
import { describe, expect, it } from 'vitest';
import { newColumn } from '../testing/columns';
import {
  planCamelCase,
  planCast,
  planNesting,
  planNulls,
  planPrefix,
  planRemoval,
  type BulkPlan,
  type BulkError,
  type BulkScope,
} from './bulk';
import type { ColumnValue, Draft, DraftField } from './model';

const fieldsAt = (...paths: string[]): DraftField[] =>
  paths.map((to, index) => ({ id: index + 1, to, value: { kind: 'column', column: `c${index + 1}` } }));

const columns = new Map<string, Column>(
  [
    newColumn('c1'),
    newColumn('c2', 'numeric'),
    newColumn('c3', 'text[]', { casts: [] }),
    newColumn('c4', 'text', { casts: ['string', 'unix_seconds'] }),
  ].map((column) => [column.name, column]),
);

type Planner = (scope: BulkScope) => BulkPlan | BulkError;
const prefixed = (prefix: string) => (scope: BulkScope) => planPrefix(scope, prefix);
const castTo = (as: 'string' | 'own') => (scope: BulkScope) => planCast(scope, as);

function plan(planner: Planner, draft: Draft, shown: readonly DraftField[] = draft.fields): BulkPlan {
  const result = planner({ shown, draft, columns });
  if ('error' in result) throw new Error(result.error);
  return result;
}

const after = (planner: Planner, paths: string[]) =>
  plan(planner, { fields: fieldsAt(...paths) }).draft.fields.map(({ to }) => to);

describe('planCamelCase', () => {
  it.each([
    ['first_name', 'firstName'],
    ['user.billing_address.zip_code', 'user.billingAddress.zipCode'],
    ['list_items[0].unit_price', 'listItems[0].unitPrice'],
    ['address_2_line', 'address2Line'],
    ['FIRST_NAME', 'firstName'],
    ['XML_id', 'XMLId'],
    ['_private_key', '_privateKey'],
    ['a__b_', 'aB_'],
    ['größe_über_alles', 'größeÜberAlles'],
    ['["first name"].last_name', '["first name"].lastName'],
    ['already', 'already'],
    ['alreadyCamel', 'alreadyCamel'],
    ['_', '_'],
    ['not a path', 'not a path'],
  ])('changes %s to %s', (before, wanted) => {
    expect(after(planCamelCase, [before])).toEqual([wanted]);
  });
});

describe('planPrefix', () => {
  it.each([
    ['user.', 'name', 'user.name'],
    ['user.', '["a key"].b', 'user["a key"].b'],
    ['a.b.', 'c[0]', 'a.b.c[0]'],
    ['crm_', 'name.first', 'crm_name.first'],
    ['user.crm_', 'name', 'user.crm_name'],
    ['items[0].', 'name', 'items[0].name'],
    ['items[0]', 'name', 'items[0].name'],
    ['["a key"]', 'name', '["a key"].name'],
    ['crm_', '["a key"]', '["crm_a key"]'],
    ['user.', 'not a path', 'not a path'],
  ])('with %s and %s returns %s', (prefix, path, wanted) => {
    expect(after(prefixed(prefix), [path])).toEqual([wanted]);
  });

  it.each(['', '.', 'a b.', 'a..', '[0].', '__proto__.'])('rejects the prefix %j', (prefix) => {
    const fields = fieldsAt('a');
    expect(planPrefix({ shown: fields, draft: { fields }, columns }, prefix)).toHaveProperty('error');
  });
});

describe('planNesting', () => {
  it.each<[string, string[], string[]]>([
    ['groups by words', ['billing_city', 'billing_zip', 'email'], ['billing.city', 'billing.zip', 'email']],
    ['uses the longest common prefix', ['ship_to_city', 'ship_to_zip'], ['ship_to.city', 'ship_to.zip']],
    [
      'nests groups inside groups',
      ['bill_name', 'bill_home_city', 'bill_home_zip'],
      ['bill.name', 'bill.home.city', 'bill.home.zip'],
    ],
    ['stays inside an object', ['u.first_a', 'u.first_b', 'first_c'], ['u.first.a', 'u.first.b', 'first_c']],
    ['compares whole words', ['bill_a', 'billing_b'], ['bill_a', 'billing_b']],
    [
      'does not group if a field has the name of the group',
      ['billing', 'billing_city', 'billing_zip'],
      ['billing', 'billing_city', 'billing_zip'],
    ],
    ['does not change list entries', ['a[0]', 'a[1]'], ['a[0]', 'a[1]']],
    ['keeps leading underscores', ['_meta_a', '_meta_b'], ['_meta.a', '_meta.b']],
    ['nests numbers as keys', ['m_1', 'm_2'], ['m.1', 'm.2']],
    [
      'groups other keys by the last word that can name an object',
      ['u.first_name', 'u.last_name', 'u.created_at', 'u.updated_at', 'a_1', 'b_1'],
      ['u.name.first', 'u.name.last', 'u.created_at', 'u.updated_at', 'a_1', 'b_1'],
    ],
    [
      'prefers common prefixes',
      ['billing_city', 'shipping_city', 'billing_zip', 'shipping_zip'],
      ['billing.city', 'shipping.city', 'billing.zip', 'shipping.zip'],
    ],
  ])('%s', (_, before, wanted) => {
    expect(after(planNesting, before)).toEqual(wanted);
  });
});

describe('planNulls', () => {
  const [a, b, c, d] = fieldsAt('a', 'b', 'c', 'd');
  const fixed: DraftField = {
    id: 9,
    to: 'f',
    value: { kind: 'constant', constant: { kind: 'text', text: '' } },
  };
  if (a === undefined || b === undefined || c === undefined || d === undefined) throw new Error();
  const mixed = [
    a,
    { ...b, onNull: 'omit' as const },
    { ...c, onNull: { default: { kind: 'text' as const, text: '-' } } },
    fixed,
    { ...d, onNull: 'error' as const },
  ];
  const nulls = (policy: 'keep' | 'omit' | 'error', draft: Draft) => {
    const { draft: next, ...rest } = plan((scope) => planNulls(scope, policy), draft);
    return { ...rest, draft: next, own: next.fields.map(({ onNull }) => onNull) };
  };

  it('changes fields with another policy, but no fixed values', () => {
    const { name, changes, own } = nulls('omit', { fields: mixed });
    expect(name).toBe('If NULL of 3 fields');
    expect(changes).toEqual([
      { field: 'a', before: 'keep null', after: 'omit key' },
      { field: 'c', before: 'default -', after: 'omit key' },
      { field: 'd', before: 'reject row', after: 'omit key' },
    ]);
    expect(own).toEqual(['omit', 'omit', 'omit', undefined, 'omit']);
  });

  it('leaves fields that follow the policy of the mapping', () => {
    const draft: Draft = { onNull: 'omit', fields: mixed };
    const same = nulls('omit', draft);
    expect(same.changes.map(({ field }) => field)).toEqual(['c', 'd']);
    expect(same.own).toEqual([undefined, 'omit', undefined, undefined, undefined]);
    expect(same.draft.onNull).toBe('omit');
    expect(nulls('keep', draft).own).toEqual(['keep', 'keep', 'keep', undefined, 'keep']);
  });

  it('reports the list that omitted entries would renumber', () => {
    expect(nulls('omit', { fields: fieldsAt('a', 'l[0]') }).conflicts).toMatchObject([{ id: 2 }]);
  });
});

describe('planCast', () => {
  const sent = (...casts: (Cast | undefined)[]): Draft => ({
    fields: casts.map((as, index) => {
      const column = `c${index + 1}`;
      return {
        id: index + 1,
        to: column,
        value: { kind: 'column', column, ...(as === undefined ? {} : { as }) },
      };
    }),
  });
  const casts = ({ draft }: BulkPlan) =>
    draft.fields.map(({ value }) => (value.kind === 'column' ? value.as : undefined));

  it('to string changes values of other types if the column allows it', () => {
    const strings = plan(castTo('string'), sent('number', undefined, undefined, undefined));
    expect(strings.name).toBe('send 2 fields as strings');
    expect(strings.changes).toEqual([
      { field: 'c1', before: 'number', after: 'string' },
      { field: 'c2', before: 'number', after: 'string' },
    ]);
    expect(casts(strings)).toEqual([undefined, 'string', undefined, undefined]);
    expect(plan(castTo('string'), sent(undefined, 'string')).changes).toEqual([]);
  });

  it('to string leaves text after steps and JSON after a lookup', () => {
    const withSteps = (id: number, column: string, value: Pick<ColumnValue, 'steps' | 'as'>) => ({
      id,
      to: `f${id}`,
      value: { kind: 'column' as const, column, ...value },
    });
    const lookup: Step = { lookup: { values: { A: 1 } } };
    const strings = plan(castTo('string'), {
      fields: [
        withSteps(1, 'c2', { steps: ['trim'] }),
        withSteps(2, 'c2', { steps: [lookup] }),
        withSteps(3, 'c2', { steps: ['trim'], as: 'integer' }),
      ],
    });
    expect(strings.changes).toEqual([{ field: 'f3', before: 'integer', after: 'string' }]);
    expect(casts(strings)).toEqual([undefined, undefined, undefined]);
  });

  it('to the own type removes every cast', () => {
    const own = plan(castTo('own'), sent('number', 'string', undefined, 'unix_seconds'));
    expect(own.changes.map(({ field, after }) => `${field} ${after}`)).toEqual([
      'c1 string',
      'c2 number',
      'c4 string',
    ]);
    expect(casts(own)).toEqual([undefined, undefined, undefined, undefined]);
  });
});

describe('bulk plan', () => {
  const draft: Draft = { fields: fieldsAt('first_name', 'firstName', 'id', 'last_name') };

  it('changes only the given fields, and names the edit', () => {
    const { name, changes, draft: next } = plan(prefixed('u.'), draft, draft.fields.slice(2));
    expect(name).toBe('prefix 2 paths');
    expect(changes).toEqual([
      { before: 'id', after: 'u.id' },
      { before: 'last_name', after: 'u.last_name' },
    ]);
    expect(next.fields.map(({ to }) => to)).toEqual(['first_name', 'firstName', 'u.id', 'u.last_name']);
    expect(next.fields[0]).toBe(draft.fields[0]);
  });

  it('reports new conflicts, but not existing ones', () => {
    const conflicts = plan(planCamelCase, draft).conflicts;
    expect(conflicts).toEqual([
      { id: 2, message: 'c2: firstName is set twice. Rename or remove one of the fields.' },
    ]);
    const twice: Draft = { fields: fieldsAt('a_b', 'a_b', 'c_d') };
    expect(plan(planCamelCase, twice, twice.fields.slice(2)).conflicts).toEqual([]);
  });

  it('removes fields', () => {
    const { name, changes, draft: next } = plan(planRemoval, draft, draft.fields.slice(1, 2));
    expect(name).toBe('remove 1 field');
    expect(changes).toEqual([{ before: 'firstName', after: undefined }]);
    expect(next.fields.map(({ id }) => id)).toEqual([1, 3, 4]);
  });
});
