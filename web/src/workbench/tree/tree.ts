import { formatFieldPath, type FieldPath, type Segment } from '@rowhook/contracts';
import type { DraftField } from '../../mapping/model';
import { pathOf } from '../../mapping/paths';

/** One field. */
export interface LeafNode {
  kind: 'field';
  id: string;
  /** Undefined if the field's path is invalid. Such fields are at the top level, under their text. */
  path: FieldPath | undefined;
  field: DraftField;
}

/** An object or a list with its children. */
export interface Branch {
  kind: 'object' | 'list';
  id: string;
  path: FieldPath;
  /** In the order of the output; for a list, of the indexes. */
  children: TreeNode[];
  /** The number of fields below, at any depth. */
  fields: number;
}

export type TreeNode = LeafNode | Branch;

export const leafId = (fieldId: number): string => `field ${fieldId}`;

export const branchId = (kind: Branch['kind'], path: FieldPath): string => `${kind} ${formatFieldPath(path)}`;

/** The shape of the output. Conflicting fields, such as a value and an object, become siblings with the same key. */
export function buildTree(fields: readonly DraftField[]): Branch {
  const root = newBranch('object', []);
  const branches = new Map<string, Branch>();
  for (const field of fields) {
    const path = pathOf(field);
    const ancestors = [root];
    path?.slice(0, -1).forEach((_, depth) => {
      const kind = typeof path[depth + 1] === 'number' ? 'list' : 'object';
      const place = path.slice(0, depth + 1);
      const id = branchId(kind, place);
      const branch = branches.get(id) ?? newBranch(kind, place);
      if (!branches.has(id)) {
        branches.set(id, branch);
        ancestors.at(-1)?.children.push(branch);
      }
      ancestors.push(branch);
    });
    ancestors.at(-1)?.children.push({ kind: 'field', id: leafId(field.id), path, field });
    for (const branch of ancestors) branch.fields++;
  }
  for (const branch of branches.values()) {
    if (branch.kind === 'list') branch.children.sort((a, b) => indexOf(a) - indexOf(b));
  }
  return root;
}

/** The key of a node in its parent; undefined if its path is invalid. */
export function nodeKey({ path }: TreeNode): Segment | undefined {
  return path?.at(-1);
}

export interface TreeLine {
  node: TreeNode;
  /** The parents of the node, from the payload itself inwards. */
  ancestors: readonly Branch[];
  /** The siblings that the filter shows, including this node, and its index among them. */
  siblings: readonly TreeNode[];
  position: number;
}

/**
 * The lines of a tree as they are seen: without what is inside of folded nodes. `shown` are the ids of the fields that a filter
 * lets through; undefined where nothing is filtered.
 */
export function treeLines(
  root: Branch,
  folded: ReadonlySet<string>,
  shown: ReadonlySet<number> | undefined,
): TreeLine[] {
  const lines: TreeLine[] = [];
  const holdsShown = (node: TreeNode): boolean =>
    shown === undefined ||
    (node.kind === 'field' ? shown.has(node.field.id) : node.children.some(holdsShown));
  const visit = (parent: Branch, outside: readonly Branch[]): void => {
    const ancestors = [...outside, parent];
    const siblings = shown === undefined ? parent.children : parent.children.filter(holdsShown);
    siblings.forEach((node, position) => {
      lines.push({ node, ancestors, siblings, position });
      if (node.kind !== 'field' && !folded.has(node.id)) visit(node, ancestors);
    });
  };
  visit(root, []);
  return lines;
}

/** The folded nodes after revealing a node; the same set if nothing hides it. */
export function unfold(folded: ReadonlySet<string>, root: Branch, id: string): ReadonlySet<string> {
  const line = treeLines(root, new Set(), undefined).find(({ node }) => node.id === id);
  const open = new Set(line?.ancestors.map((branch) => branch.id));
  const rest = [...folded].filter((each) => !open.has(each));
  return rest.length === folded.size ? folded : new Set(rest);
}

function newBranch(kind: Branch['kind'], path: FieldPath): Branch {
  return { kind, id: branchId(kind, path), path, children: [], fields: 0 };
}

function indexOf(node: TreeNode): number {
  return Number(nodeKey(node));
}
