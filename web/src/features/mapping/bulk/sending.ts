import type { Column } from '@rowhook/contracts';
import type { Columns } from '../checks/verdict';
import type { MappingRow } from '../draft/draft';
import { withCast } from '../draft/edit';
import type { RowChange } from './plan';

/** `own`: as the column's type is sent by itself. */
export type SentAs = 'text' | 'own';

const TEXTS = new Set(['string', 'hex', 'base64']);

/** The row sent as text or as its own type; undefined where it is that already, or its column does not allow it. */
export function withSending(row: MappingRow, wanted: SentAs, columns: Columns): RowChange | undefined {
  const { source } = row;
  const column = source.kind === 'column' ? columns.get(source.column) : undefined;
  if (source.kind !== 'column' || column === undefined) return undefined;
  const before = source.as ?? column.jsonType;
  const as = wanted === 'own' || column.jsonType === 'string' ? undefined : 'string';
  if (as === source.as || (wanted === 'text' && TEXTS.has(before))) return undefined;
  if (as !== undefined && !column.casts.includes(as)) return undefined;
  return {
    change: { field: row.to, before: wordsFor(before), after: wordsFor(as ?? column.jsonType) },
    row: { ...row, source: withCast(source, as) },
  };
}

function wordsFor(sent: Column['jsonType'] | Column['casts'][number]): string {
  return sent === 'string' ? 'text' : sent.replace('_', ' ');
}
