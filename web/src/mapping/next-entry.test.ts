import { describe, expect, it } from 'vitest';
import type { MappingRow } from './model';
import { nextEntry } from './suggest-path';

const row = (id: number, to: string): MappingRow => ({ id, to, value: { kind: 'column', column: to } });

describe('nextEntry', () => {
  const next = (index: number, ...paths: string[]) => {
    const rows = paths.map((to, id) => row(id, to));
    const from = rows[index];
    const entry = from === undefined ? undefined : nextEntry(from, rows);
    return entry === undefined ? undefined : `${entry.to} after ${entry.after}`;
  };

  it('leads to the first index that is free, after the fields of the list', () => {
    expect(next(0, 'phones[0]', 'id')).toBe('phones[1] after 0');
    expect(next(0, 'phones[0]', 'phones[1]', 'id')).toBe('phones[2] after 1');
    expect(next(1, 'mails[0].to', 'mails[0].kind', 'mails[1].to')).toBe('mails[1].kind after 2');
    expect(next(0, 'a[0].b[1].c', 'a[1].b[0]')).toBe('a[0].b[2].c after 0');
  });

  it('leads nowhere without a list or beyond the last index', () => {
    expect(next(0, 'phones')).toBeUndefined();
    expect(next(0, 'phones[999]')).toBeUndefined();
  });
});
