import type { ColumnSource } from './model/match';

/** A source as one reads it: the column, and the place inside of it. */
export function sourceWords({ column, at }: Pick<ColumnSource, 'column' | 'at'>): string {
  return at === undefined ? column : `${column} ${at}`;
}
