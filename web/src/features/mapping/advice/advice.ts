import { visibleName } from '../../../text/visible-name';
import type { Columns } from '../checks/verdict';
import type { MappingRow } from '../draft/draft';
import { countUses } from '../draft/usage';
import { sensitive } from './sensitive';

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
  for (const row of rows) {
    if (row.source.kind !== 'column') continue;
    const column = columns.get(row.source.column);
    const what = column === undefined ? undefined : sensitive(column);
    if (column === undefined || what === undefined) continue;
    const name = visibleName(column.name);
    advice.push({
      key: `sensitive ${column.name}`,
      message: `${name} looks like ${what}.`,
      action: { label: `Remove ${name}`, remove: [row.id] },
    });
  }
  return advice;
}
