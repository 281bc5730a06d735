import { describe, expect, it } from 'vitest';
import { NO_SEARCH, foundFields, searchFor, withField } from './field-search';
import type { DraftField } from './model';

const fields: DraftField[] = [
  { id: 1, to: 'user.name.first', value: { kind: 'column', column: 'first_name' } },
  { id: 2, to: 'user.city', value: { kind: 'column', column: 'attributes', at: '/address/city' } },
  { id: 3, to: 'value', value: { kind: 'constant', constant: { kind: 'text', text: 'CRM' } } },
  { id: 4, to: 'label', value: { kind: 'template', template: '{first_name} {id}' } },
];
const found = (text: string) => foundFields(fields, searchFor(text, fields)).map(({ id }) => id);

describe('foundFields', () => {
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

  it('returns the same array without a search', () => {
    expect(foundFields(fields, searchFor('  ', fields))).toBe(fields);
    expect(searchFor(' ', fields)).toBe(NO_SEARCH);
  });

  it('keeps matches after edits, and includes an added field', () => {
    const search = searchFor('city', fields);
    const edited = fields.map((field) =>
      field.id === 2 ? { ...field, to: 'x', value: { ...field.value, at: '/y' } } : field,
    );
    expect(foundFields(edited as DraftField[], search).map(({ id }) => id)).toEqual([2]);
    expect(foundFields(fields, withField(search, 4)).map(({ id }) => id)).toEqual([2, 4]);
  });
});
