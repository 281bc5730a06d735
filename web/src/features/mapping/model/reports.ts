import type { FieldError, Issue } from '@rowhook/contracts';
import type { RowIssue } from './checks';
import type { MappingState } from './mapping-store';

type Reports = MappingState['reports'];

/** What the engine found wrong with a mapping, by row: `rowIds` are those of the mapping that was asked for. */
export function reportErrors(errors: readonly FieldError[], rowIds: readonly number[]): Reports {
  const reports = new Map<number, RowIssue[]>();
  for (const { pointer, message, related } of errors) {
    const id = rowIdAt(pointer, rowIds);
    const other = related === undefined ? undefined : rowIdAt(related, rowIds);
    if (id === undefined) continue;
    const issue: RowIssue = { code: 'reported', message, ...(other === undefined ? {} : { related: other }) };
    reports.set(id, [...(reports.get(id) ?? []), issue]);
  }
  return reports;
}

/** Why the payload that is shown is missing, by row. */
export function reportIssues(issues: readonly Issue[], rowIds: readonly number[]): Reports {
  const reports = new Map<number, RowIssue[]>();
  for (const { field, message } of issues) {
    const id = field === null ? undefined : rowIds[field];
    if (id !== undefined) reports.set(id, [...(reports.get(id) ?? []), { code: 'reported', message }]);
  }
  return reports;
}

function rowIdAt(pointer: string, rowIds: readonly number[]): number | undefined {
  const index = /\/fields\/(\d+)/.exec(pointer)?.[1];
  return index === undefined ? undefined : rowIds[Number(index)];
}
