import { describe, expect, it } from 'vitest';
import { NO_FILTER, filterFor, filterFields, withField } from './field-search';
import type { DraftField } from './model';

const fields: DraftField[] = [
  { id: 1, to: 'user.name.first', value: { kind: 'column', column: 'first_name' } },
  { id: 2, to: 'user.city', value: { kind: 'column', column: 'attributes', at: '/address/city' } },
  { id: 3, to: 'value', value: { kind: 'constant', constant: { kind: 'text', text: 'CRM' } } },
  { id: 4, to: 'label', value: { kind: 'template', template: '{first_name} {id}' } },
];
const found = (text: string) => filterFields(fields, filterFor(text, fields)).map(({ id }) => id);

describe('filterFields', () => {
  it.each<[string, number[]]>([
    ['USER.', [1, 2]],
    ['first', [1, 4]],
    ['first user', [1]],
    ['/address', [2]],
    ['crm', [3]],
    ['nothing', []],
  ])('with %s returns %j', (text, ids) => {
    expect(found(text)).toEqual(ids);
  });

  it('returns the same array without a filter', () => {
    expect(filterFields(fields, filterFor('  ', fields))).toBe(fields);
    expect(filterFor(' ', fields)).toBe(NO_FILTER);
  });

  it('keeps matches after edits, and includes an added field', () => {
    const filter = filterFor('city', fields);
    const edited = fields.map((field) =>
      field.id === 2 ? { ...field, to: 'x', value: { ...field.value, at: '/y' } } : field,
    );
    expect(filterFields(edited as DraftField[], filter).map(({ id }) => id)).toEqual([2]);
    expect(filterFields(fields, withField(filter, 4)).map(({ id }) => id)).toEqual([2, 4]);
  });
});
