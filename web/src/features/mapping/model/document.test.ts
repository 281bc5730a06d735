import { Mapping } from '@rowhook/contracts';
import { describe, expect, it } from 'vitest';
import { completeParents } from './completion';
import { readConstant } from './constant';
import { fromMapping, toMapping } from './document';
import type { Draft } from './draft';
import { proposeNesting } from './nesting';
import { formatReference, openReference, parseTemplate } from './template';

const draftOf = (fields: Record<string, string>): Draft => ({
  rows: Object.entries(fields).map(([column, to], id) => ({ id, to, source: { kind: 'column', column } })),
});

describe('the mapping document', () => {
  it('comes back as it was', () => {
    const mapping = Mapping.parse({
      version: 1,
      onNull: 'omit',
      fields: [
        { to: 'a', column: 'x', at: '/y', as: 'string', onNull: { default: { z: [1, null] } } },
        { to: 'b', value: '3.10' },
        { to: 'c', value: 1.5 },
        { to: 'd', value: null },
        { to: 'e', template: '{x}', onNull: 'error' },
      ],
    });
    let id = 0;
    expect(toMapping(fromMapping(mapping, () => id++))).toEqual(mapping);
  });

  it.each(['9007199254740992', '-9007199254740993', '1e400', '[{"deep":9007199254740993}]'])(
    'takes no %s, which a double would round',
    (text) => {
      const kind = text.startsWith('[') ? 'json' : 'number';
      expect(readConstant({ kind, text })).toMatchObject({ ok: false, code: 'number_unsafe' });
    },
  );

  it('is not there while a constant cannot be read', () => {
    const constant = { kind: 'number', text: '1e' } as const;
    expect(toMapping({ rows: [{ id: 1, to: 'a', source: { kind: 'value', constant } }] })).toBeUndefined();
  });
});

describe('proposeNesting', () => {
  const proposed = (...columns: string[]) =>
    proposeNesting(draftOf(Object.fromEntries(columns.map((column) => [column, column]))))?.edits.map(
      ({ to }) => to,
    );

  it('groups by the last word, then by the first', () => {
    expect(proposed('first_name', 'last_name', 'billing_city', 'billing_zip', 'id')).toEqual([
      'name.first',
      'name.last',
      'billing.city',
      'billing.zip',
    ]);
  });

  it('leaves words alone that mean nothing together', () => {
    expect(proposed('created_at', 'updated_at', 'customer_id', 'order_id', 'm_1', 'm_2')).toBeUndefined();
  });

  it('does not stand in the way of another field', () => {
    expect(proposed('first_name', 'last_name', 'name')).toBeUndefined();
  });
});

describe('completeParents', () => {
  const draft = draftOf({ a: 'user.name.first', b: 'user.emails[0].address', c: '' });

  it('offers parents in use, and the next index of a list', () => {
    expect(completeParents('us', draft, 2)).toEqual([
      'user.',
      'user.name.',
      'user.emails[1]',
      'user.emails[0].',
    ]);
  });

  it('offers nothing from the field itself', () => {
    expect(completeParents('user.n', draft, 0)).toEqual([]);
  });
});

describe('templates', () => {
  it.each<[string, string[] | undefined]>([
    ['{first_name} {last_name}', ['first_name', 'last_name']],
    ['{{not}} {a}', ['a']],
    ['{"odd}name"}', ['odd}name']],
    ['{a', undefined],
    ['a}', undefined],
    ['{}', undefined],
  ])('%s names %j', (template, columns) => {
    const parsed = parseTemplate(template);
    expect(parsed.ok ? parsed.columns : undefined).toEqual(columns);
  });

  it('writes odd names so that they are read again', () => {
    for (const name of ['plain', 'odd}name', 'quo"te', '{', 'two words']) {
      expect(parseTemplate(formatReference(name))).toEqual({ ok: true, columns: [name] });
    }
  });

  it('knows where a reference is being typed', () => {
    expect(openReference('Hi {fi', 6)).toEqual({ start: 3, typed: 'fi' });
    expect(openReference('{a} b', 5)).toBeUndefined();
    expect(openReference('{{fi', 4)).toBeUndefined();
    expect(openReference('{{{fi} b', 5)).toEqual({ start: 2, typed: 'fi' });
    expect(openReference('{"two wo', 8)).toEqual({ start: 0, typed: 'two wo' });
    expect(openReference('{"a"}', 5)).toBeUndefined();
  });
});
