import { sourceName, type Draft } from './model';
import { checkPaths, fieldAt } from './placements';

export interface NewConflict {
  /** The row that meets another; undefined for what is wrong with the mapping as a whole. */
  id: number | undefined;
  message: string;
}

const known = new WeakMap<Draft, ReadonlyMap<string, NewConflict>>();

/** The conflicts between paths that `after` has and `before` has not. */
export function newConflicts(before: Draft, after: Draft): NewConflict[] {
  const old = conflictsOf(before);
  return [...conflictsOf(after)].flatMap(([key, conflict]) => (old.has(key) ? [] : [conflict]));
}

function conflictsOf(draft: Draft): ReadonlyMap<string, NewConflict> {
  const checked = known.get(draft);
  if (checked !== undefined) return checked;
  const conflicts = new Map<string, NewConflict>();
  for (const { code, message, pointer } of checkPaths(draft).errors) {
    const row = fieldAt(draft.rows, pointer);
    const words = row === undefined ? message : `${sourceName(row)}: ${message}`;
    conflicts.set(`${row?.id ?? ''} ${code}`, { id: row?.id, message: words });
  }
  known.set(draft, conflicts);
  return conflicts;
}
