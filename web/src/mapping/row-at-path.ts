import { pathStartsWith, type FieldPath } from '@rowhook/contracts';
import type { MappingRow } from './model';
import { pathOf } from './paths';

/** The row that fills `path`, or what `path` is inside of. */
export function rowAtPath(rows: readonly MappingRow[], path: FieldPath): MappingRow | undefined {
  return rows.find((row) => {
    const own = pathOf(row);
    return own !== undefined && pathStartsWith(path, own);
  });
}
