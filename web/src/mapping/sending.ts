import type { Cast, Column } from '@rowhook/contracts';
import type { Columns } from './issues';
import { castWords, ownWords } from './labels';
import type { MappingRow } from './model';
import { withCast } from './edit';
import type { RowChange } from './plan';

/** `own`: as the column's type is sent by itself. */
export type SentAs = 'string' | 'own';

const TEXTS = new Set(['string', 'hex', 'base64']);

/** The row sent as a string or as its own type; undefined where it is that already, or its column does not allow it. */
export function withSending(row: MappingRow, wanted: SentAs, columns: Columns): RowChange | undefined {
  const { source } = row;
  const column = source.kind === 'column' ? columns.get(source.column) : undefined;
  if (source.kind !== 'column' || column === undefined) return undefined;
  const before = source.as ?? column.jsonType;
  const as = wanted === 'own' || column.jsonType === 'string' ? undefined : 'string';
  if (as === source.as || (wanted === 'string' && TEXTS.has(before))) return undefined;
  if (as !== undefined && !column.casts.includes(as)) return undefined;
  return {
    change: { field: row.to, before: wordsFor(source.as, column), after: wordsFor(as, column) },
    row: { ...row, source: withCast(source, as) },
  };
}

function wordsFor(as: Cast | undefined, column: Column): string {
  return as === undefined ? ownWords(column) : castWords[as];
}
