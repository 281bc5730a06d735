import {
  formatFieldPath,
  parseFieldPath,
  pathStartsWith,
  type FieldPath,
  type FieldPathResult,
  type Segment,
} from '@rowhook/contracts';
import { plural } from '../../lib/format';
import { fieldName, type Draft, type DraftField } from '../../mapping/model';
import { columnKey, freeVariant, nextIndex, pathsOf, reindex } from '../../mapping/paths';
import { branchId, nodeKey, type Branch, type TreeLine, type TreeNode } from './tree';
import { closeGaps, insertAt, isUnder, rebase, split } from './field-moves';
import { newConflicts } from '../../mapping/new-conflicts';

export type TreeAction = 'up' | 'down' | 'out' | 'into' | 'wrapObject' | 'wrapList' | 'remove';

export type MoveResult =
  | {
      ok: true;
      /** Of the edit, in the history. */
      name: string;
      draft: Draft;
      /** Id of the node to select next. */
      next: string | undefined;
    }
  | { ok: false; reason: string };

/** Applies an action to a line of the tree, or explains why it cannot. The resulting paths are valid. */
export function act(action: TreeAction, line: TreeLine, draft: Draft): MoveResult {
  if (line.node.path === undefined && action !== 'remove') return refuse('Fix the path of this field first.');
  switch (action) {
    case 'up':
      return moveBeside(line, line.siblings[line.position - 1], -1, draft);
    case 'down':
      return moveBeside(line, line.siblings[line.position + 1], 1, draft);
    case 'out':
      return moveOut(line, draft);
    case 'into':
      return moveInto(line, draft);
    case 'wrapObject':
      return wrap(line.node, line.node.path ?? [], draft, 'object');
    case 'wrapList':
      return wrap(line.node, line.node.path ?? [], draft, 'list');
    case 'remove':
      return remove(line, draft);
  }
}

export const ENTRY_HAS_NO_NAME = 'Entries of a list have numbers instead of names. Moving them renumbers.';

/** Whether a node is an entry of a list. */
export function isEntry(node: TreeNode): boolean {
  return typeof nodeKey(node) === 'number';
}

/**
 * Gives a node another key. What is typed is read like a field path, so that a dot nests; renaming an object or a list takes
 * all that is in it along.
 */
export function rename({ node }: TreeLine, typed: string, draft: Draft): MoveResult {
  if (isEntry(node)) return refuse(ENTRY_HAS_NO_NAME);
  const parent = node.path?.slice(0, -1) ?? [];
  const parsed = parseKeys(typed.trim(), parent);
  if (!parsed.ok) return refuse(parsed.error.message);
  const to = [...parent, ...parsed.path];
  const fields = draft.fields.map((field) =>
    isUnder(node, field) ? rebase(field, parent.length + 1, to) : field,
  );
  return finish(`rename ${nodeName(node)} to ${typed.trim()}`, fields, draft, nodeAt(node, to));
}

/**
 * Parses the keys that are typed inside `parent`. Only the first key of a payload must not begin with `$`. A text that begins like
 * JSONPath is no key.
 */
function parseKeys(text: string, parent: FieldPath): FieldPathResult {
  if (parent.length === 0 || !/^(\["\$|\$(?![.[]))/.test(text)) return parseFieldPath(text);
  const parsed = parseFieldPath(text.startsWith('$') ? `_.${text}` : `_${text}`);
  return parsed.ok ? { ok: true, path: parsed.path.slice(1) } : parsed;
}

/** The name of a node in sentences and in the history. */
export function nodeName(node: TreeNode): string {
  if (node.path === undefined) return node.kind === 'field' ? node.field.to || fieldName(node.field) : '';
  return formatFieldPath(node.path);
}

function moveBeside(line: TreeLine, other: TreeNode | undefined, by: -1 | 1, draft: Draft): MoveResult {
  const { node } = line;
  const parent = parentOf(line);
  const around = parent.path.length === 0 ? 'the payload' : formatFieldPath(parent.path);
  if (other === undefined) return refuse(`This is ${by === -1 ? 'the first' : 'the last'} in ${around}.`);
  const name = `move ${nodeName(node)} ${by === -1 ? 'up' : 'down'}`;
  const [later, earlier] = by === -1 ? [node, other] : [other, node];
  const { own, rest } = split(later, draft.fields);
  const placed = insertAt(rest, own, earlier, 'before');
  const [from, to] = [nodeKey(node), nodeKey(other)];
  if (parent.kind !== 'list' || typeof from !== 'number' || typeof to !== 'number')
    return finish(name, placed, draft, node.id);
  const between = (index: number) => (by === -1 ? index >= to && index < from : index > from && index <= to);
  const moved = reindex(placed, parent.path, (index) =>
    index === from ? to : between(index) ? index - by : index,
  );
  return finish(name, moved, draft, nodeAt(node, [...parent.path, to]));
}

function moveOut(line: TreeLine, draft: Draft): MoveResult {
  const { node } = line;
  const parent = parentOf(line);
  const key = nodeKey(node);
  const place = parent.path.at(-1);
  if (key === undefined || place === undefined) return refuse('This is already at the top level.');
  const around = parent.path.slice(0, -1);
  const { own, rest } = split(node, draft.fields);
  const emptied = !pathsOf(rest).some((path) => pathStartsWith(path, parent.path));
  const after = siblingAfter(line);
  let closed = closeGaps(rest, [...parent.path, key], parent.path.length);
  let to: FieldPath;
  if (typeof place === 'number') {
    const index = emptied ? place : place + 1;
    if (!emptied) closed = reindex(closed, around, (other) => (other >= index ? other + 1 : other));
    to = [...around, index];
  } else if (typeof key === 'number') {
    to = freeVariant([...around, emptied ? place : entryName(node, place)], pathsOf(closed));
  } else {
    to = [...around, key];
  }
  const moved = own.map((field) => rebase(field, parent.path.length + 1, to));
  const placed =
    emptied || after !== undefined
      ? insertAt(closed, moved, after, 'before')
      : insertAt(closed, moved, parent, 'after');
  return finish(
    `move ${nodeName(node)} out of ${formatFieldPath(parent.path)}`,
    placed,
    draft,
    nodeAt(node, to),
  );
}

function moveInto({ node, siblings, position }: TreeLine, draft: Draft): MoveResult {
  const before = siblings[position - 1];
  const key = nodeKey(node);
  if (before === undefined || key === undefined) return refuse('There is no object or list before this one.');
  if (before.kind === 'field')
    return refuse(
      `${nodeName(before)} before this one is a value and cannot contain fields. Make an object of it first.`,
    );
  const { own, rest } = split(node, draft.fields);
  const closed = closeGaps(rest, node.path ?? []);
  const into: Segment =
    before.kind === 'list'
      ? nextIndex(before.path, pathsOf(closed))
      : typeof key === 'number'
        ? entryName(node, 'value')
        : key;
  const target = [...before.path, into];
  const to =
    typeof key === 'number' && before.kind === 'object' ? freeVariant(target, pathsOf(closed)) : target;
  const moved = own.map((field) => rebase(field, node.path?.length ?? 0, to));
  const placed = insertAt(closed, moved, before, 'after');
  return finish(`move ${nodeName(node)} into ${nodeName(before)}`, placed, draft, nodeAt(node, to));
}

function wrap(node: TreeNode, path: FieldPath, draft: Draft, kind: 'object' | 'list'): MoveResult {
  const key = nodeKey(node);
  const inEntry = kind === 'list' || typeof key === 'number';
  const around = inEntry ? path : freeVariant([...path.slice(0, -1), 'new_object'], pathsOf(draft.fields));
  const inside: Segment =
    kind === 'list' ? 0 : typeof key === 'number' ? entryName(node, 'value') : (key ?? '');
  const fields = draft.fields.map((field) =>
    isUnder(node, field) ? rebase(field, path.length, [...around, inside]) : field,
  );
  const name = `put ${nodeName(node)} in ${kind === 'list' ? 'a list' : 'an object'}`;
  return finish(name, fields, draft, branchId(kind, around));
}

function remove({ node, siblings, position }: TreeLine, draft: Draft): MoveResult {
  const { own, rest } = split(node, draft.fields);
  const closed = node.path === undefined ? rest : closeGaps(rest, node.path);
  const count = node.kind === 'field' ? '' : ` and its ${plural(own.length, 'field')}`;
  const next = siblings[position + 1] ?? siblings[position - 1];
  const shifted =
    next?.path !== undefined && typeof nodeKey(next) === 'number' && position + 1 < siblings.length
      ? [...next.path.slice(0, -1), Number(nodeKey(next)) - 1]
      : next?.path;
  const nextId = next === undefined || shifted === undefined ? next?.id : nodeAt(next, shifted);
  return finish(`remove ${nodeName(node)}${count}`, closed, draft, nextId);
}

function finish(
  name: string,
  fields: readonly DraftField[],
  draft: Draft,
  next: string | undefined,
): MoveResult {
  const after = { ...draft, fields };
  const [conflict] = newConflicts(draft, after);
  return conflict === undefined ? { ok: true, name, draft: after, next } : refuse(conflict.message);
}

function refuse(reason: string): MoveResult {
  return { ok: false, reason };
}

/** The id of a node at another path. */
function nodeAt(node: TreeNode, path: FieldPath): string {
  return node.kind === 'field' ? node.id : branchId(node.kind, path);
}

/** A key for a former list entry, which had only an index. */
function entryName(node: TreeNode, otherwise: string): string {
  return (node.kind === 'field' ? columnKey(node.field) : undefined) ?? otherwise;
}

/** The sibling after the parent of a line. */
function siblingAfter({ ancestors }: TreeLine): TreeNode | undefined {
  const outside = ancestors.at(-2)?.children ?? [];
  const at = outside.findIndex(({ id }) => id === ancestors.at(-1)?.id);
  return at === -1 ? undefined : outside[at + 1];
}

function parentOf({ ancestors }: TreeLine): Branch {
  const parent = ancestors.at(-1);
  if (parent === undefined) throw new Error('Every line of a tree stands in the payload.');
  return parent;
}
