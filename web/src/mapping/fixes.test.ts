import { describe, expect, it } from 'vitest';
import { newColumn } from '../testing/columns';
import { reduce } from './edits';
import { fixFor } from './fixes';
import { newHistory } from './history';
import type { Draft, OnNull } from './model';
import { validateDraft } from './validate';

const names = ['first_name', 'last_name', 'is_active', 'email'];
const columns = new Map(names.map((name) => [name, newColumn(name)]));
columns.set('salary', newColumn('salary', 'text', { readable: false }));

type Given = [column: string, to: string, onNull?: OnNull];
const draftOf = (...fields: Given[]): Draft => ({
  fields: fields.map(([column, to, onNull], id) => ({
    id,
    to,
    value: { kind: 'column', column },
    ...(onNull === undefined ? {} : { onNull }),
  })),
});

/** The label of the first fix, and the paths and the number of errors after it. */
function fixed(draft: Draft): { label: string; paths: string[]; errors: number } | undefined {
  for (const field of draft.fields) {
    for (const issue of validateDraft(draft, columns).errors.get(field.id) ?? []) {
      const fix = fixFor(field, issue, draft, columns);
      if (fix === undefined) continue;
      const next = reduce(newHistory(draft), { type: 'edit', name: fix.label, edits: fix.edits }).draft;
      return {
        label: fix.label,
        paths: next.fields.map(({ to }) => to),
        errors: validateDraft(next, columns).errors.size,
      };
    }
  }
  return undefined;
}

describe('fixFor', () => {
  it.each<[string, Given[], string, string[]]>([
    [
      'a path twice',
      [
        ['email', 'a'],
        ['last_name', 'a'],
      ],
      'Use last_name',
      ['a', 'last_name'],
    ],
    [
      'an entry of a list twice',
      [
        ['email', 'a[0]'],
        ['last_name', 'a[0]'],
      ],
      'Use a[1]',
      ['a[0]', 'a[1]'],
    ],
    [
      'a value where an object is',
      [
        ['first_name', 'user.name.first'],
        ['is_active', 'user'],
      ],
      'Use user.is_active',
      ['user.name.first', 'user.is_active'],
    ],
    [
      'an object where a value is',
      [
        ['is_active', 'user'],
        ['first_name', 'user.first'],
      ],
      'Move is_active to user.is_active',
      ['user.is_active', 'user.first'],
    ],
    [
      'a value where a list is',
      [
        ['email', 'tags[0]'],
        ['last_name', 'tags'],
      ],
      'Use tags[1]',
      ['tags[0]', 'tags[1]'],
    ],
    [
      'a key where a list is',
      [
        ['email', 'a[0].x'],
        ['last_name', 'a.b'],
      ],
      'Use a[1].b',
      ['a[0].x', 'a[1].b'],
    ],
    [
      'a gap in a list',
      [
        ['email', 'a[0]'],
        ['last_name', 'a[3].b'],
        ['first_name', 'a[3].c'],
      ],
      'Renumber a',
      ['a[0]', 'a[1].b', 'a[1].c'],
    ],
  ])('resolves %s', (_, fields, label, paths) => {
    expect(fixed(draftOf(...fields))).toEqual({ label, paths, errors: 0 });
  });

  it.each([
    ['a b', '["a b"]'],
    ['items[0]name', 'items[0].name'],
    ['a["b"]c', 'a.b.c'],
    ['user.first name.x', 'user["first name"].x'],
    ["it's[0]", '["it\'s"][0]'],
    ['contact.["e-mail"]', 'contact.e-mail'],
    ['contact.["e mail"].x', 'contact["e mail"].x'],
    ['items.[0].x', 'items[0].x'],
  ])('writes the path that %j means', (to, path) => {
    expect(fixed(draftOf(['email', to]))).toEqual({ label: `Use ${path}`, paths: [path], errors: 0 });
  });

  it.each(['a.', 'a..b', '[0].a', 'a . b', 'a[x]', '"a"."b"', '["a"', 'a"b', '__proto__', '$x y'])(
    'does not guess what %j means',
    (to) => {
      expect(fixed(draftOf(['email', to]))).toBeUndefined();
    },
  );

  it('does not write a path that another field has', () => {
    expect(fixed(draftOf(['email', '["a b"]'], ['last_name', 'a b']))).toBeUndefined();
  });

  it('numbers a repeated path if no column is selected', () => {
    expect(fixed(draftOf(['email', 'a'], ['', 'a']))?.paths).toEqual(['a', 'a_2']);
  });

  it('keeps null if omitting it would renumber a list', () => {
    expect(fixed(draftOf(['email', 'a[0]', 'omit']))).toMatchObject({ label: 'Keep null', errors: 0 });
  });

  it('suggests the nearest column for an unknown one', () => {
    expect(fixed(draftOf(['emal', 'email']))).toMatchObject({ label: 'Use email', errors: 0 });
  });

  it('does not suggest unreadable columns', () => {
    const draft = draftOf(['salery', 'pay']);
    expect(fixed(draft)).toBeUndefined();
    expect(validateDraft(draft, columns).errors.get(0)).toMatchObject([
      { code: 'unknown_column', message: 'There is no column salery.' },
    ]);
  });
});
