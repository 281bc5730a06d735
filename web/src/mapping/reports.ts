import type { FieldError, Payload } from '@rowhook/contracts';
import { stopCount } from '../lib/format';
import { fieldAt } from './placements';
import type { Reports, RowIssue } from './issues';

/** What the engine found wrong with a mapping, by row: `rowIds` are those of the mapping that was asked for. */
export function reportErrors(errors: readonly FieldError[], rowIds: readonly number[]): Reports {
  const reports = new Map<number, RowIssue[]>();
  for (const { pointer, message, related } of errors) {
    const id = fieldAt(rowIds, pointer);
    const other = related === undefined ? undefined : fieldAt(rowIds, related);
    if (id === undefined) continue;
    const issue: RowIssue = { code: 'reported', message, ...(other === undefined ? {} : { related: other }) };
    reports.set(id, [...(reports.get(id) ?? []), issue]);
  }
  return reports;
}

/**
 * Why rows have no payload, by field: the words of the row that is shown, else of the first that stops, and how many stop.
 */
export function reportIssues(
  payloads: readonly Payload[],
  shown: number,
  rowIds: readonly number[],
): Reports {
  const stops = new Map<number, { rows: number[]; message: string }>();
  payloads.forEach(({ issues }, row) => {
    for (const { field, message } of issues) {
      const id = field === null ? undefined : rowIds[field];
      if (id === undefined) continue;
      const known = stops.get(id) ?? { rows: [], message };
      if (known.rows.at(-1) !== row) known.rows.push(row);
      stops.set(id, row === shown ? { ...known, message } : known);
    }
  });
  const reports = new Map<number, RowIssue[]>();
  for (const [id, { rows, message }] of stops) {
    const [first] = rows;
    const elsewhere = rows.includes(shown) || first === undefined ? {} : { payload: first };
    reports.set(id, [
      { code: 'reported', message: `${message} ${stopCount(rows.length, payloads.length)}.`, ...elsewhere },
    ]);
  }
  return reports;
}
