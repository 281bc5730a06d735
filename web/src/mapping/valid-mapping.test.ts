import { describe, expect, it } from 'vitest';
import { newColumn } from '../testing/columns';
import { mappingText } from './document';
import type { Draft, DraftField } from './model';
import { validMapping } from './valid-mapping';
import { validateDraft } from './validate';

const columns = new Map(['email', 'phone', 'city'].map((name) => [name, newColumn(name)]));
columns.set('salary', newColumn('salary', 'text', { readable: false }));

const field = (id: number, to: string, column: string): DraftField => ({
  id,
  to,
  value: { kind: 'column', column },
});
const email = field(1, 'email', 'email');
const phone = field(2, 'phone', 'phone');

function split(draft: Draft, before?: Draft) {
  const previous = before && validateDraft(before, columns);
  const validation = validateDraft(draft, columns, previous);
  const valid = validMapping({ draft, validation, refused: new Map() });
  return { ...valid, paths: valid.draft.fields.map(({ to }) => to), text: mappingText(valid.draft) };
}

describe('validMapping', () => {
  it.each<[string, Partial<DraftField>]>([
    ['no path', { to: '' }],
    ['path not valid', { to: 'a..b' }],
    ['same path as email', { to: 'email' }],
    ['conflict with email', { to: 'email.x' }],
    ['gap in the list', { to: 'list[1]' }],
    ['omits a list entry', { to: 'list[0]', onNull: 'omit' }],
    ['no column', { value: { kind: 'column', column: '' } }],
    ['no such column', { value: { kind: 'column', column: 'gone' } }],
    ['column not readable', { value: { kind: 'column', column: 'salary' } }],
    ['type not allowed', { value: { kind: 'column', column: 'phone', as: 'hex' } }],
    ['value not valid', { value: { kind: 'constant', constant: { kind: 'json', text: '{' } } }],
    ['template not valid', { value: { kind: 'template', template: '{' } }],
    ['default not valid', { onNull: { default: { kind: 'number', text: 'x' } } }],
  ])('omits the field with the issue: %s', (reason, broken) => {
    const city = field(4, 'city', 'city');
    const draft = { fields: [email, { ...phone, ...broken }, city] };
    const { paths, excluded, text } = split(draft, { fields: [email, phone, city] });
    expect(paths).toEqual(['email', 'city']);
    expect(excluded).toMatchObject([{ id: 2, reason }]);
    expect(text).toBeDefined();
  });

  it('returns the whole draft if it has no issues', () => {
    const draft = { fields: [email, phone] };
    expect(split(draft)).toMatchObject({ draft, excluded: [] });
  });

  it('omits the last edited field of a conflict', () => {
    const fields = [field(1, 'a', 'email'), field(2, 'b.x', 'phone'), field(3, 'b.y', 'city')];
    const { paths, excluded } = split({ fields: fields.with(0, field(1, 'b', 'email')) }, { fields });
    expect(paths).toEqual(['b.x', 'b.y']);
    expect(excluded.map(({ id }) => id)).toEqual([1]);
  });

  it('keeps one of several fields with the same path', () => {
    const fields = [field(1, 'a', 'email'), field(2, 'b', 'phone'), field(3, 'b', 'city')];
    expect(split({ fields: fields.with(0, field(1, 'b', 'email')) }, { fields }).paths).toEqual(['b']);
  });

  it('omits fields beyond the limits of a mapping', () => {
    const many = Array.from({ length: 2002 }, (_, id) => field(id, `f${id}`, 'email'));
    expect(split({ fields: many }).paths).toHaveLength(2000);
    const long = Array.from({ length: 3 }, (_, id) => field(id, `${id}`.repeat(30_000), 'email'));
    expect(split({ fields: long }).paths).toHaveLength(2);
  });

  it('omits an invalid default of the mapping and the fields that use it', () => {
    const onNull = { default: { kind: 'number', text: 'x' } } as const;
    const constant = { kind: 'text', text: 'crm' } as const;
    const draft: Draft = {
      onNull,
      fields: [email, { id: 2, to: 'b', value: { kind: 'constant', constant } }],
    };
    expect(split(draft)).toMatchObject({
      paths: ['b'],
      text: '{"version":1,"fields":[{"to":"b","value":"crm"}]}',
    });
  });
});
