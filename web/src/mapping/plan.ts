import { newConflicts, type NewConflict } from './new-conflicts';
import type { Draft, MappingRow } from './model';

export interface BulkChange {
  /** The field, where its path stays. */
  field?: string;
  before: string;
  /** Undefined: the field is removed. */
  after: string | undefined;
}

export interface BulkPlan {
  /** Of the undo step. */
  name: string;
  draft: Draft;
  changes: readonly BulkChange[];
  conflicts: readonly NewConflict[];
}

/** A row as it would be, and how that reads. */
export interface RowChange {
  row: MappingRow;
  change: BulkChange;
}

/** What becomes of the chosen rows, each by itself; undefined leaves one as it is. `name` is told their number. */
export function planRows(
  name: (count: number) => string,
  chosen: readonly MappingRow[],
  draft: Draft,
  changeOf: (row: MappingRow) => RowChange | undefined,
): BulkPlan {
  const changed = new Map<number, MappingRow>();
  const changes = chosen.flatMap((row) => {
    const found = changeOf(row);
    if (found === undefined) return [];
    changed.set(row.id, found.row);
    return [found.change];
  });
  const after = { ...draft, rows: draft.rows.map((row) => changed.get(row.id) ?? row) };
  return { name: name(changes.length), draft: after, changes, conflicts: newConflicts(draft, after) };
}
