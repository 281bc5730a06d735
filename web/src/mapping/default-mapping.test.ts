import { describe, expect, it } from 'vitest';
import { textColumn } from '../testing/text-column';
import { defaultDraft } from './document';
import type { Draft } from './model';
import { freePath } from './paths';
import { validateDraft } from './validate';

const draftOf = (...paths: string[]): Draft => ({
  rows: paths.map((to, id) => ({ id, to, value: { kind: 'column', column: `c${id}` } })),
});

describe('the first mapping', () => {
  it.each([
    [
      ['id', '__proto__'],
      ['id', 'proto'],
    ],
    [
      ['__proto__', 'proto'],
      ['proto_2', 'proto'],
    ],
    [
      ['$set', '$'],
      ['set', 'dollar'],
    ],
  ])('of columns %j has the paths %j, and no conflict', (names, paths) => {
    const columns = names.map((name) => textColumn(name));
    let id = 0;
    const draft = defaultDraft(columns, () => ++id);
    expect(draft.rows.map(({ to }) => to)).toEqual(paths);
    expect(validateDraft(draft, new Map(columns.map((column) => [column.name, column]))).errors.size).toBe(0);
  });
});

describe('freePath', () => {
  it.each<[string, string[], string]>([
    ['email', ['name'], 'email'],
    ['email', ['email', 'email_2'], 'email_3'],
    ['__proto__', ['proto'], 'proto_2'],
    ['email', ['email.work'], 'email_2'],
    ['email', ['email[0]', 'email_2.a'], 'email_3'],
    ['email', ['["email"]'], 'email_2'],
    ['email', ['email.'], 'email'],
    ['e mail', ['["e mail"].work'], '["e mail_2"]'],
  ])('of %s beside %j is %s', (name, taken, path) => {
    expect(freePath(name, draftOf(...taken))).toBe(path);
  });
});
