import { formatFieldPath, pathStartsWith, type FieldPath } from '@rowhook/contracts';
import { equal } from '../../lib/objects';
import type { DraftField } from '../../mapping/model';
import { pathOf } from '../../mapping/paths';
import type { TreeNode } from './tree';

/** A field and its path while nodes of the tree are moved. */
export interface Placed {
  field: DraftField;
  path: FieldPath | undefined;
}

export function placeFields(fields: readonly DraftField[]): Placed[] {
  return fields.map((field) => ({ field, path: pathOf(field) }));
}

/** The fields with their new paths. Fields with an unchanged path keep their identity. */
export function toFields(placed: readonly Placed[]): DraftField[] {
  return placed.map(({ field, path }) => {
    const before = pathOf(field);
    const same = path === undefined || (before !== undefined && equal(before, path));
    return same ? field : { ...field, to: formatFieldPath(path) };
  });
}

export function isUnder(node: TreeNode, { field, path }: Placed): boolean {
  if (node.kind === 'field') return field.id === node.field.id;
  return (
    path !== undefined &&
    path.length > node.path.length &&
    pathStartsWith(path, node.path) &&
    (node.kind === 'list') === (typeof path[node.path.length] === 'number')
  );
}

export function split(node: TreeNode, placed: readonly Placed[]): { own: Placed[]; rest: Placed[] } {
  const own: Placed[] = [];
  const rest: Placed[] = [];
  for (const each of placed) (isUnder(node, each) ? own : rest).push(each);
  return { own, rest };
}

/** Replaces the first `depth` segments of each path. */
export function rebase(placed: readonly Placed[], depth: number, onto: FieldPath): Placed[] {
  return placed.map(({ field, path }) => ({ field, path: [...onto, ...(path ?? []).slice(depth)] }));
}

/** Changes the indexes of a list's entries. */
export function reindex(
  placed: readonly Placed[],
  list: FieldPath,
  change: (index: number) => number,
): Placed[] {
  return placed.map((each) => {
    const { field, path } = each;
    const index = path?.[list.length];
    if (path === undefined || typeof index !== 'number' || !pathStartsWith(path, list)) return each;
    return { field, path: [...list, change(index), ...path.slice(list.length + 1)] };
  });
}

/** Closes the gaps that removing `path` left in the lists around it, from the innermost to depth `from`. */
export function closeGaps(placed: readonly Placed[], path: FieldPath, from = 0): Placed[] {
  let closed = [...placed];
  for (let depth = path.length - 1; depth >= from; depth--) {
    const index = path[depth];
    const place = path.slice(0, depth + 1);
    if (
      typeof index !== 'number' ||
      closed.some((each) => each.path !== undefined && pathStartsWith(each.path, place))
    )
      continue;
    closed = reindex(closed, path.slice(0, depth), (other) => (other > index ? other - 1 : other));
  }
  return closed;
}

/** Inserts fields before the first field of a node, or after its last one. */
export function insertAt(
  rest: readonly Placed[],
  own: readonly Placed[],
  node: TreeNode | undefined,
  side: 'before' | 'after',
): Placed[] {
  if (node === undefined) return [...rest, ...own];
  const under = (each: Placed) => isUnder(node, each);
  const at = side === 'before' ? rest.findIndex(under) : rest.findLastIndex(under) + 1;
  return rest.toSpliced(at === -1 ? rest.length : at, 0, ...own);
}
