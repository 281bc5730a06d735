import { useDeferredValue, useEffect, useMemo, useRef, useState, type RefObject } from 'react';
import { ariaShortcuts } from '../../lib/commands';
import { plural } from '../../lib/format';
import { IconButton } from '../../ui/button';
import { useMapping } from '../context';
import { FieldRow } from '../fields/field-row';
import { useFocusRequest } from '../fields/focus-request';
import { onRowKeyDown } from '../fields/grid-keys';
import { highlight, insertPlace } from '../ui-state';
import styles from './mapping-tree.module.css';
import { leafId, type TreeLine, type TreeNode } from './tree';
import { TreeItem } from './tree-item';
import { moveCommands, onTreeKeyDown, remove, rename } from './tree-keys';
import { act, nodeName } from './tree-moves';
import { highlightNode, useTreeEdits, useTreeScroll, useTreeView, type TreeEdits } from './use-tree';

const itemId = (index: number) => `tree-item-${index}`;

/** The structure of the payload. One tab stop; the panel below edits its active line. */
export default function MappingTree() {
  const tree = useRef<HTMLDivElement>(null);
  const panel = useRef<HTMLDivElement>(null);
  const view = useTreeView();
  const { lines, active, line } = view;
  const edits = useTreeEdits(view, () => tree.current?.focus({ preventScroll: true }));
  const virtualizer = useTreeScroll(tree, view);

  const focusRequest = useMapping((state) => state.focusRequest);
  const [lastRequest, setLastRequest] = useState<typeof focusRequest>();
  if (focusRequest !== lastRequest) {
    setLastRequest(focusRequest);
    if (focusRequest !== undefined) {
      view.goTo(leafId(focusRequest.id));
      edits.clearRefusal();
    }
  }
  useFocusRequest(panel);

  useEffect(() => insertPlace.set(line && placeAt(line)), [line]);
  useEffect(() => () => insertPlace.set(undefined), []);

  const select = (index: number) => {
    const next = Math.max(0, Math.min(lines.length - 1, index));
    const node = lines[next]?.node;
    if (node === undefined) return;
    view.choose(node.id);
    edits.clearRefusal();
    highlightNode(node);
    virtualizer.scrollToIndex(next);
  };

  return (
    <>
      <div
        ref={tree}
        role="tree"
        aria-label="Shape of the payload"
        tabIndex={0}
        aria-activedescendant={line === undefined ? undefined : itemId(active)}
        className={styles.tree}
        onFocus={({ target, currentTarget }) => {
          if (target === currentTarget && line !== undefined) highlightNode(line.node);
        }}
        onPointerLeave={() => highlight.set(undefined)}
        onKeyDown={(event) =>
          onTreeKeyDown(event, { ...view, select, run: edits.run, rename: edits.renameActive })
        }
      >
        <div role="presentation" className={styles.lines} style={{ height: virtualizer.getTotalSize() }}>
          {virtualizer.getVirtualItems().map(({ index, key, start, size }) => {
            const each = lines[index];
            return each === undefined ? null : (
              <TreeItem
                key={key}
                id={itemId(index)}
                line={each}
                active={index === active}
                view={view}
                edits={edits}
                style={{ transform: `translateY(${start}px)`, height: size }}
                onSelect={() => select(index)}
              />
            );
          })}
        </div>
      </div>
      {line === undefined ? null : <TreePanel ref={panel} line={line} edits={edits} />}
    </>
  );
}

/** The place of a new field: after the active field, or at the end of the active object or list. */
function placeAt({ node, ancestors }: TreeLine) {
  const place = node.kind === 'field' ? ancestors.at(-1) : node;
  return place && { kind: place.kind, path: place.path, after: lastField(node) };
}

function lastField(node: TreeNode): number | undefined {
  if (node.kind === 'field') return node.field.id;
  const last = node.children.at(-1);
  return last && lastField(last);
}

interface TreePanelProps {
  ref: RefObject<HTMLDivElement | null>;
  line: TreeLine;
  edits: TreeEdits;
}

/** The commands for the active line of the tree, and its field as in the list. */
function TreePanel({ ref, line, edits }: TreePanelProps) {
  const draft = useMapping((state) => state.draft);
  const { node } = line;
  const deferred = useDeferredValue(line);
  const reasons = useMemo(
    () =>
      new Map(
        moveCommands.map(({ action }) => {
          const result = act(action, deferred, draft);
          return [action, result.ok ? undefined : result.reason];
        }),
      ),
    [draft, deferred],
  );
  const name = nodeName(node);
  return (
    <div ref={ref} className={styles.panel} role="group" aria-label={`Selected: ${name}`}>
      <div className={styles.head}>
        <span className={styles.name}>{name}</span>
        {node.kind === 'field' ? null : (
          <span className={styles.kind}>
            {node.kind === 'list' ? 'list' : 'object'}, {plural(node.fields, 'field')}
          </span>
        )}
        <span className={styles.actions}>
          {moveCommands.map((command) => {
            const { action, label, icon } = command;
            const reason = reasons.get(action);
            return (
              <IconButton
                key={action}
                label={label}
                icon={icon}
                title={reason === undefined ? label : `${label}: ${reason}`}
                aria-disabled={reason !== undefined}
                aria-description={reason}
                aria-keyshortcuts={ariaShortcuts(command)}
                onClick={() => edits.run(action)}
              />
            );
          })}
          <IconButton
            label={rename.label}
            icon={rename.icon}
            aria-keyshortcuts={ariaShortcuts(rename)}
            onClick={edits.renameActive}
          />
          <IconButton
            label={node.kind === 'field' ? 'Remove' : `Remove, with ${plural(node.fields, 'field')}`}
            icon={remove.icon}
            aria-keyshortcuts={ariaShortcuts(remove)}
            onClick={() => edits.run('remove')}
          />
        </span>
      </div>
      <p id="tree-refusal" role="status" className={styles.refusal}>
        {edits.refusal}
      </p>
      {node.kind === 'field' ? (
        <div role="grid" aria-label="Selected field" onKeyDown={onRowKeyDown}>
          <FieldRow field={node.field} index={0} alone />
        </div>
      ) : null}
    </div>
  );
}
