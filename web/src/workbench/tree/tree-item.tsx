import { formatFieldPath, pathStartsWith } from '@rowhook/contracts';
import { ChevronDown, ChevronRight, CircleAlert } from 'lucide-react';
import { useEffect, useRef, useState, type CSSProperties } from 'react';
import { isComposing } from '../../lib/dom';
import { plural } from '../../lib/format';
import { equal } from '../../lib/objects';
import { shortType } from '../../lib/postgres-type';
import { useStore } from '../../lib/store';
import { visibleText } from '../../lib/visible-text';
import { castLabels, fieldName } from '../../mapping/model';
import { ExactText } from '../../ui/exact-text';
import { useColumnOf, useMapping } from '../context';
import { issuesOf, type MappingState } from '../store';
import { highlight } from '../ui-state';
import styles from './mapping-tree.module.css';
import { nodeKey, type LeafNode, type TreeLine, type TreeNode } from './tree';
import { isEntry, nodeName } from './tree-moves';
import { highlightNode, type TreeEdits, type TreeView } from './use-tree';

interface TreeItemProps {
  id: string;
  line: TreeLine;
  active: boolean;
  view: TreeView;
  edits: TreeEdits;
  style: CSSProperties;
  onSelect: () => void;
}

export function TreeItem({ id, line, active, view, edits, style, onSelect }: TreeItemProps) {
  const { node, ancestors, siblings, position } = line;
  const folded = view.folded.has(node.id);
  const issues = useMapping((state) => countIn(node, state, folded));
  const highlighted = useStore(
    highlight,
    (current) => current !== undefined && isHighlighted(node, current.field, current.path, folded),
  );
  const Chevron = folded ? ChevronRight : ChevronDown;
  return (
    <div
      id={id}
      role="treeitem"
      aria-level={ancestors.length}
      aria-setsize={siblings.length}
      aria-posinset={position + 1}
      aria-selected={active}
      aria-expanded={node.kind === 'field' ? undefined : !folded}
      className={styles.item}
      data-highlighted={highlighted}
      data-bad={issues > 0}
      style={{ ...style, '--level': ancestors.length } as CSSProperties}
      onClick={onSelect}
      onDoubleClick={() => {
        if (!isEntry(node)) edits.startRename(line);
      }}
      onPointerEnter={() => highlightNode(node)}
    >
      <span
        className={styles.chevron}
        aria-hidden
        onClick={node.kind === 'field' ? undefined : () => view.fold(node.id, !folded)}
        onDoubleClick={(event) => event.stopPropagation()}
      >
        {node.kind === 'field' ? null : <Chevron size={15} />}
      </span>
      {edits.renaming === node.id ? (
        <TreeKeyInput
          name={nodeName(node)}
          value={keyText(node)}
          onCommit={(typed) => edits.commitRename(line, typed)}
          onEnd={edits.endRename}
        />
      ) : (
        <span className={styles.key}>
          <ExactText text={keyText(node)} />
        </span>
      )}
      {issues === 0 ? null : (
        <span className={styles.issue}>
          <CircleAlert size={14} aria-hidden />
          {node.kind === 'field' ? 'issue' : plural(issues, 'issue')}
        </span>
      )}
      {node.kind === 'field' ? (
        <LeafValue leaf={node} />
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

function LeafValue({ leaf: { field } }: { leaf: LeafNode }) {
  const { value } = field;
  const column = useColumnOf(value);
  return (
    <span className={styles.about}>
      <span className="visually-hidden">from </span>
      <span>{fieldName(field)} </span>
      {value.kind === 'column' && value.at !== undefined ? <code>{visibleText(value.at)} </code> : null}
      {value.kind === 'column' && value.as !== undefined ? (
        <span>as {castLabels[value.as]}</span>
      ) : column === undefined ? null : (
        <code>{shortType(column.type)}</code>
      )}
    </span>
  );
}

function keyText(node: TreeNode): string {
  const key = nodeKey(node);
  return key === undefined ? nodeName(node) : formatFieldPath([key]);
}

/** A folded node counts for everything in it. */
function countIn(node: TreeNode, state: MappingState, folded: boolean): number {
  if (node.kind === 'field') return issuesOf(state, node.field).length;
  return folded ? node.children.reduce((sum, child) => sum + countIn(child, state, true), 0) : 0;
}

function isHighlighted(
  node: TreeNode,
  field: number | undefined,
  path: readonly (string | number)[],
  folded: boolean,
): boolean {
  if (node.path === undefined) return false;
  if (node.kind === 'field') return node.field.id === field;
  return folded ? pathStartsWith(path, node.path) : field === undefined && equal(path, node.path);
}

interface TreeKeyInputProps {
  name: string;
  value: string;
  /** Returns whether the new key was accepted. */
  onCommit: (typed: string) => boolean;
  onEnd: (refocus: boolean) => void;
}

/** A key while it is renamed. Enter accepts it and Escape cancels. Leaving the field with an invalid key cancels too. */
function TreeKeyInput({ name, value, onCommit, onEnd }: TreeKeyInputProps) {
  const input = useRef<HTMLInputElement>(null);
  const ended = useRef(false);
  const [text, setText] = useState(value);
  const [refused, setRefused] = useState(false);
  useEffect(() => {
    input.current?.focus();
    input.current?.select();
  }, []);
  const take = (): boolean => text === value || onCommit(text);
  const end = (refocus: boolean) => {
    ended.current = true;
    onEnd(refocus);
  };
  return (
    <input
      ref={input}
      className={styles.rename}
      aria-label={`Name of ${name}`}
      aria-invalid={refused}
      aria-describedby="tree-refusal"
      value={text}
      onChange={(event) => {
        setText(event.target.value);
        setRefused(false);
      }}
      onKeyDown={(event) => {
        if (isComposing(event.nativeEvent)) return;
        if (event.key === 'Enter') {
          if (take()) end(true);
          else setRefused(true);
        } else if (event.key === 'Escape') end(true);
        else return;
        event.preventDefault();
      }}
      onBlur={() => {
        if (ended.current) return;
        take();
        end(false);
      }}
      onClick={(event) => event.stopPropagation()}
      onDoubleClick={(event) => event.stopPropagation()}
      autoComplete="off"
      autoCapitalize="off"
      spellCheck={false}
    />
  );
}
