import { FIELD_PATH_LIMITS, formatFieldPath, pathStartsWith } from '@rowhook/contracts';
import type { MappingRow } from './model';
import { isFree, pathOf, pathsOf } from './paths';

export interface NextEntry {
  /** The path of the same field in the next entry of the list. */
  to: string;
  /** Id of the last row that fills the list. */
  after: number;
}

/**
 * The next entry of the innermost list that a row's path goes through: `phones[0]` leads to `phones[1]`,
 * `emails[0].kind` to `emails[1].kind`. Undefined without a list, or when the list is full.
 */
export function nextEntry(row: MappingRow, rows: readonly MappingRow[]): NextEntry | undefined {
  const path = pathOf(row);
  const depth = path?.findLastIndex((segment) => typeof segment === 'number') ?? -1;
  const index = path?.[depth];
  if (path === undefined || typeof index !== 'number') return undefined;
  const list = path.slice(0, depth);
  const taken = pathsOf(rows);
  const after = rows.findLast((other) => {
    const place = pathOf(other);
    return place !== undefined && pathStartsWith(place, list);
  });
  for (let next = index + 1; next <= FIELD_PATH_LIMITS.index; next++) {
    const to = [...list, next, ...path.slice(depth + 1)];
    if (isFree(to, taken)) {
      return { to: formatFieldPath(to), after: after?.id ?? row.id };
    }
  }
  return undefined;
}

/** Whether a field path goes through a list, so that there may be a next entry. */
export function isInList(to: string): boolean {
  return pathOf({ to })?.some((segment) => typeof segment === 'number') ?? false;
}
