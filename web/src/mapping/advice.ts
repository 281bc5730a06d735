import { visibleName } from '../lib/visible-name';
import type { Columns } from './issues';
import type { MappingRow } from './model';
import { countUses } from './usage';
import type { Sensitive } from './sensitive';

export interface Advice {
  /** Stays the same for the same matter, to remember that it was dismissed. */
  key: string;
  message: string;
  action: { label: string; add: readonly string[] } | { label: string; remove: readonly number[] };
}

/** What is no conflict and may still be unwanted. Nothing here keeps a mapping from being used. */
export function adviceFor(
  rows: readonly MappingRow[],
  columns: Columns,
  primaryKey: readonly string[],
  sensitiveColumns: ReadonlyMap<string, Sensitive>,
): Advice[] {
  const advice: Advice[] = [];
  const uses = countUses(rows);
  const missing = primaryKey.filter((name) => !uses.has(name) && columns.get(name)?.readable === true);
  if (missing.length > 0 && rows.length > 0) {
    const names = missing.map(visibleName).join(', ');
    advice.push({
      key: 'no key',
      message: `No key in the payload: without ${names} a receiver cannot recognise a repeat.`,
      action: { label: `Add ${names} to the payload`, add: missing },
    });
  }
  for (const [column, what] of sensitiveColumns) {
    const sending = rows.filter(({ source }) => source.kind === 'column' && source.column === column);
    if (sending.length === 0) continue;
    const name = visibleName(column);
    advice.push({
      key: sensitiveKey(column),
      message: `${name} looks like ${what}.`,
      action: { label: `Remove ${name}`, remove: sending.map(({ id }) => id) },
    });
  }
  return advice;
}

/** The matter of a column that should perhaps not be sent. */
export function sensitiveKey(column: string): string {
  return `sensitive ${column}`;
}
