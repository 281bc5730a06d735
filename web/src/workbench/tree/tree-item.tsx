import { formatFieldPath, pathStartsWith } from '@rowhook/contracts';
import { ChevronDown, ChevronRight, CircleAlert } from 'lucide-react';
import type { CSSProperties } from 'react';
import { lighting } from '../highlight';
import { useStore } from '../../lib/store';
import { plural } from '../../lib/format';
import { shortType } from '../../lib/short-type';
import type { RowIssue } from '../../mapping/issues';
import { castWords } from '../../mapping/labels';
import { sourceName } from '../../mapping/model';
import { samePath } from '../../mapping/paths';
import { useColumnOf, useMapping } from '../context';
import styles from './mapping-tree.module.css';
import { keyOf, type Leaf, type TreeLine, type TreeNode } from './tree';
import { TreeKeyInput } from './tree-key-input';
import { isEntry, nodeName } from './tree-moves';

interface TreeItemProps {
  id: string;
  line: TreeLine;
  active: boolean;
  folded: boolean;
  renaming: boolean;
  style: CSSProperties;
  onSelect: () => void;
  onLight: () => void;
  onFold: () => void;
  onRename: () => void;
  /** Whether the new key was taken. */
  onCommit: (typed: string) => boolean;
  onEnd: (refocus: boolean) => void;
}

export function TreeItem(props: TreeItemProps) {
  const { id, line, active, folded, renaming, style, onSelect, onLight, onFold, onRename, onCommit, onEnd } =
    props;
  const { node, around, siblings, position } = line;
  const conflicts = useMapping(({ verdict }) => countIn(node, verdict.errors, folded));
  const lit = useStore(
    lighting,
    (light) => light !== undefined && isLit(node, light.row, light.path, folded),
  );
  const Chevron = folded ? ChevronRight : ChevronDown;
  return (
    <div
      id={id}
      role="treeitem"
      aria-level={around.length}
      aria-setsize={siblings.length}
      aria-posinset={position + 1}
      aria-selected={active}
      aria-expanded={node.kind === 'field' ? undefined : !folded}
      className={styles.item}
      data-lit={lit}
      data-bad={conflicts > 0}
      style={{ ...style, '--level': around.length } as CSSProperties}
      onClick={onSelect}
      onDoubleClick={() => {
        if (!isEntry(node)) onRename();
      }}
      onPointerEnter={onLight}
    >
      <span
        className={styles.chevron}
        aria-hidden
        onClick={node.kind === 'field' ? undefined : onFold}
        onDoubleClick={(event) => event.stopPropagation()}
      >
        {node.kind === 'field' ? null : <Chevron size={15} />}
      </span>
      {renaming ? (
        <TreeKeyInput name={nodeName(node)} value={keyText(node)} onCommit={onCommit} onEnd={onEnd} />
      ) : (
        <span className={styles.key}>{keyText(node)}</span>
      )}
      {conflicts === 0 ? null : (
        <span className={styles.conflict}>
          <CircleAlert size={14} aria-hidden />
          {node.kind === 'field' ? 'conflict' : plural(conflicts, 'conflict')}
        </span>
      )}
      {node.kind === 'field' ? (
        <LeafSource leaf={node} />
      ) : (
        <span className={styles.about}>
          {node.kind === 'list'
            ? `[ ] ${plural(node.children.length, 'entry', 'entries')}`
            : `{ } ${plural(node.fields, 'field')}`}
        </span>
      )}
    </div>
  );
}

function LeafSource({ leaf: { row } }: { leaf: Leaf }) {
  const { source } = row;
  const column = useColumnOf(source);
  return (
    <span className={styles.about}>
      <span className="visually-hidden">from </span>
      <span>{sourceName(row)}</span>
      {source.kind === 'column' && source.at !== undefined ? <code>{source.at}</code> : null}
      {source.kind === 'column' && source.as !== undefined ? (
        <span> as {castWords[source.as]}</span>
      ) : column === undefined ? null : (
        <code>{shortType(column.type)}</code>
      )}
    </span>
  );
}

function keyText(node: TreeNode): string {
  const key = keyOf(node);
  return key === undefined ? nodeName(node) : formatFieldPath([key]);
}

/** A folded node stands for all that is in it. */
function countIn(node: TreeNode, errors: ReadonlyMap<number, readonly RowIssue[]>, folded: boolean): number {
  if (errors.size === 0) return 0;
  if (node.kind === 'field') return errors.has(node.row.id) ? 1 : 0;
  return folded ? node.children.reduce((sum, child) => sum + countIn(child, errors, true), 0) : 0;
}

function isLit(
  node: TreeNode,
  row: number | undefined,
  path: readonly (string | number)[],
  folded: boolean,
): boolean {
  if (node.path === undefined) return false;
  if (node.kind === 'field') return node.row.id === row;
  return folded ? pathStartsWith(path, node.path) : row === undefined && samePath(path, node.path);
}
