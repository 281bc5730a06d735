import type { Column } from '@rowhook/contracts';
import type { DraftField } from './model';
import { parseTemplate } from './template';

/** Columns by name. */
export type Columns = ReadonlyMap<string, Column>;

const SUGGESTIONS_MAX = 8;

/** The names that hold what was typed, those that begin with it first; a few of them. */
export function namesLike(typed: string, names: Iterable<string>): string[] {
  const search = typed.toLowerCase();
  const found = [...names].filter((name) => name.toLowerCase().includes(search));
  const rank = (name: string) => (name.toLowerCase().startsWith(search) ? 0 : 1);
  return found.sort((a, b) => rank(a) - rank(b)).slice(0, SUGGESTIONS_MAX);
}

/** How often each column is used: by a field of its own or within a template. */
export function countUses(fields: readonly DraftField[]): ReadonlyMap<string, number> {
  const uses = new Map<string, number>();
  const count = (column: string) => uses.set(column, (uses.get(column) ?? 0) + 1);
  for (const { value } of fields) {
    if (value.kind === 'column') count(value.column);
    else if (value.kind === 'template') {
      const parsed = parseTemplate(value.template);
      if (parsed.ok) for (const column of new Set(parsed.columns)) count(column);
    }
  }
  return uses;
}

/** The columns that a field may take, to be offered. */
export function readableNames(columns: Columns): string[] {
  return [...columns.values()].filter(({ readable }) => readable).map(({ name }) => name);
}
