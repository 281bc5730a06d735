import { parseFieldPath, pathStartsWith, type FieldPath } from '@rowhook/contracts';
import type { MappingRow } from './model';

/** Rows never change, and each is asked for its path many times for every key that is typed. */
const known = new WeakMap<Pick<MappingRow, 'to'>, FieldPath | undefined>();

/** Where a row lands; undefined while its path cannot be read. */
export function pathOf(row: Pick<MappingRow, 'to'>): FieldPath | undefined {
  if (!known.has(row)) {
    const parsed = parseFieldPath(row.to);
    known.set(row, parsed.ok ? parsed.path : undefined);
  }
  return known.get(row);
}

export function pathsOf(rows: readonly MappingRow[]): FieldPath[] {
  return rows.flatMap((row) => {
    const path = pathOf(row);
    return path === undefined ? [] : [path];
  });
}

/** The indexes that the paths use in a list, in order. */
export function indexesAt(list: FieldPath, paths: readonly FieldPath[]): number[] {
  const indexes = new Set<number>();
  for (const path of paths) {
    const index = path[list.length];
    if (pathStartsWith(path, list) && typeof index === 'number') indexes.add(index);
  }
  return [...indexes].sort((a, b) => a - b);
}

/** The index after the last one that the paths use in a list. */
export function nextIndex(list: FieldPath, paths: readonly FieldPath[]): number {
  return (indexesAt(list, paths).at(-1) ?? -1) + 1;
}

/**
 * The path, or with a number at its last key, so that nothing stands there or inside of it. What it is inside of itself may
 * still be taken: no other last key would help there.
 */
export function freeVariant(path: FieldPath, taken: readonly FieldPath[]): FieldPath {
  const last = path.at(-1);
  for (let number = 1; ; number++) {
    const end = number === 1 ? last : typeof last === 'number' ? last + number - 1 : `${last}_${number}`;
    const variant = [...path.slice(0, -1), end ?? ''];
    if (!taken.some((other) => pathStartsWith(other, variant))) return variant;
  }
}

export function samePath(a: FieldPath, b: FieldPath): boolean {
  return a.length === b.length && pathStartsWith(a, b);
}

/** Whether a field at `path` meets none of the others: neither is at the place of the other, nor inside of it. */
export function isFree(path: FieldPath, taken: readonly FieldPath[]): boolean {
  return taken.every((other) => !pathStartsWith(other, path) && !pathStartsWith(path, other));
}
