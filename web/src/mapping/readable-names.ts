import type { Columns } from './issues';

/** The columns that a field may take, to be offered. */
export function readableNames(columns: Columns): string[] {
  return [...columns.values()].filter(({ readable }) => readable).map(({ name }) => name);
}
