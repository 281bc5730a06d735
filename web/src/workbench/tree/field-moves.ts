import { pathStartsWith, type FieldPath } from '@rowhook/contracts';
import type { DraftField } from '../../mapping/model';
import { pathOf, pathsOf, reindex, withPath } from '../../mapping/paths';
import type { TreeNode } from './tree';

export function isUnder(node: TreeNode, field: DraftField): boolean {
  if (node.kind === 'field') return field.id === node.field.id;
  const path = pathOf(field);
  return (
    path !== undefined &&
    path.length > node.path.length &&
    pathStartsWith(path, node.path) &&
    (node.kind === 'list') === (typeof path[node.path.length] === 'number')
  );
}

export function split(
  node: TreeNode,
  fields: readonly DraftField[],
): { own: DraftField[]; rest: DraftField[] } {
  const own: DraftField[] = [];
  const rest: DraftField[] = [];
  for (const field of fields) (isUnder(node, field) ? own : rest).push(field);
  return { own, rest };
}

/** Replaces the first `depth` segments of a field's path. */
export function rebase(field: DraftField, depth: number, onto: FieldPath): DraftField {
  return withPath(field, [...onto, ...(pathOf(field) ?? []).slice(depth)]);
}

/** Closes the gaps that removing `path` left in the lists around it, from the innermost to depth `from`. */
export function closeGaps(fields: readonly DraftField[], path: FieldPath, from = 0): DraftField[] {
  let closed = [...fields];
  for (let depth = path.length - 1; depth >= from; depth--) {
    const index = path[depth];
    const place = path.slice(0, depth + 1);
    if (typeof index !== 'number' || pathsOf(closed).some((each) => pathStartsWith(each, place))) continue;
    closed = reindex(closed, path.slice(0, depth), (other) => (other > index ? other - 1 : other));
  }
  return closed;
}

/** Inserts fields before the first field of a node, or after its last one. */
export function insertAt(
  rest: readonly DraftField[],
  own: readonly DraftField[],
  node: TreeNode | undefined,
  side: 'before' | 'after',
): DraftField[] {
  if (node === undefined) return [...rest, ...own];
  const under = (field: DraftField) => isUnder(node, field);
  const at = side === 'before' ? rest.findIndex(under) : rest.findLastIndex(under) + 1;
  return rest.toSpliced(at === -1 ? rest.length : at, 0, ...own);
}
