import { parseFieldPath, type FieldPath } from '@rowhook/contracts';
import type { MappingRow } from './draft';

/** The row that fills `path`, or what `path` is inside of. */
export function rowAtPath(rows: readonly MappingRow[], path: FieldPath): MappingRow | undefined {
  return rows.find(({ to }) => {
    const parsed = parseFieldPath(to);
    return (
      parsed.ok && parsed.path.length <= path.length && parsed.path.every((segment, i) => segment === path[i])
    );
  });
}
