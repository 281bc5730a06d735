import { defaultRangeExtractor, useVirtualizer } from '@tanstack/react-virtual';
import { useEffect, useMemo, useRef, useState } from 'react';
import { lighting } from '../../../state/lighting';
import { useStore } from '../../../state/store';
import { focusPart } from '../rows/focus-part';
import { useMapping, useMappingStore } from '../store/use-mapping';
import styles from './mapping-tree.module.css';
import { buildTree, leafId, treeLines, unfold, type TreeLine, type TreeNode } from './tree';
import { TreeItem } from './tree-item';
import { onTreeKeyDown } from './tree-keys';
import { act, nodeName, rename, type MoveResult, type TreeAction } from './tree-moves';
import { TreePanel } from './tree-panel';

const LINE_PX = 30;

const itemId = (index: number) => `tree-item-${index}`;

/** The output's shape: one tab stop, whose active line the panel below acts on. Only the lines in view exist. */
export default function MappingTree() {
  const store = useMappingStore();
  const rows = useMapping((state) => state.draft.rows);
  const shown = useMapping((state) => (state.shown === state.draft.rows ? undefined : state.shown));
  const wanted = useMapping((state) => state.wanted);
  const pointed = useStore(lighting, (light) => (light?.by === 'payload' ? light.row : undefined));
  const [folded, setFolded] = useState<ReadonlySet<string>>(new Set());
  const [activeId, setActiveId] = useState<string>();
  const [renaming, setRenaming] = useState<string>();
  const [refusal, setRefusal] = useState('');
  const tree = useRef<HTMLDivElement>(null);
  const panel = useRef<HTMLDivElement>(null);

  const root = useMemo(() => buildTree(rows), [rows]);
  const shownIds = useMemo(() => shown && new Set(shown.map(({ id }) => id)), [shown]);
  const lines = useMemo(() => treeLines(root, folded, shownIds), [folded, root, shownIds]);
  const active = Math.max(
    0,
    lines.findIndex(({ node }) => node.id === activeId),
  );
  const line = lines[active];

  const virtualizer = useVirtualizer({
    count: lines.length,
    getScrollElement: () => tree.current,
    estimateSize: () => LINE_PX,
    overscan: 3,
    initialRect: { width: 700, height: 600 },
    rangeExtractor: (range) => {
      const indexes = defaultRangeExtractor(range);
      return indexes.includes(active) ? indexes : [...indexes, active].sort((a, b) => a - b);
    },
  });

  const select = (index: number) => {
    const next = lines[Math.max(0, Math.min(lines.length - 1, index))];
    if (next === undefined) return;
    setActiveId(next.node.id);
    setRefusal('');
    light(next.node);
    virtualizer.scrollToIndex(lines.indexOf(next));
  };
  const fold = (id: string, shut: boolean) => {
    const next = new Set(folded);
    if (shut) next.add(id);
    else next.delete(id);
    setFolded(next);
  };
  const finish = (result: MoveResult, from: TreeLine): boolean => {
    setRefusal(result.ok ? '' : result.reason);
    if (!result.ok) return false;
    store.dispatch({ type: 'replace', name: result.name, draft: result.draft });
    const { next } = result;
    if (next === undefined) return true;
    const kept = folded.has(from.node.id) ? new Set(folded).add(next) : folded;
    setFolded(unfold(kept, buildTree(result.draft.rows), next));
    setActiveId(next);
    return true;
  };
  const run = (action: TreeAction) => {
    if (line === undefined) return;
    const result = act(action, line, store.get().draft);
    if (!finish(result, line) || !result.ok) return;
    if (action === 'wrapObject') setRenaming(result.next);
    else tree.current?.focus({ preventScroll: true });
  };
  const startRename = () => {
    if (line === undefined) return;
    const refused =
      typeof line.node.path?.at(-1) === 'number' ? rename(line, 'x', store.get().draft) : undefined;
    if (refused?.ok === false) setRefusal(refused.reason);
    else setRenaming(line.node.id);
  };
  const commitRename = (of: TreeLine, typed: string): boolean => {
    const before = of.node.path === undefined ? nodeName(of.node) : undefined;
    if (typed === before) return true;
    return finish(rename(of, typed, store.get().draft), of);
  };
  const endRename = (refocus: boolean) => {
    setRenaming(undefined);
    setRefusal('');
    if (refocus) tree.current?.focus({ preventScroll: true });
  };

  useEffect(() => {
    const index = lines.findIndex(({ node }) => node.id === activeId);
    const found = lines[index];
    if (found === undefined) return;
    virtualizer.scrollToIndex(index);
    // What was moved or renamed is lit where it is now.
    if (lighting.get()?.by === 'mapping') light(found.node);
  }, [activeId, lines, virtualizer]);

  const [served, setServed] = useState<typeof wanted>();
  if (wanted !== served) {
    setServed(wanted);
    if (wanted !== undefined) {
      setActiveId(leafId(wanted.id));
      setRefusal('');
      setFolded(unfold(folded, root, leafId(wanted.id)));
    }
  }
  useEffect(() => {
    if (wanted === undefined) return;
    let frame = requestAnimationFrame(function focus() {
      if (focusPart(panel.current, wanted.id, wanted.part)) store.served();
      else frame = requestAnimationFrame(focus);
    });
    return () => cancelAnimationFrame(frame);
  }, [store, wanted]);

  useEffect(() => {
    const index = lines.findIndex(({ node }) => node.kind === 'field' && node.row.id === pointed);
    if (index !== -1) virtualizer.scrollToIndex(index);
  }, [lines, pointed, virtualizer]);

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
          if (target === currentTarget && line !== undefined) light(line.node);
        }}
        onPointerLeave={() => lighting.set(undefined)}
        onKeyDown={(event) =>
          onTreeKeyDown(event, { lines, active, folded, select, fold, run, rename: startRename })
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
                folded={folded.has(each.node.id)}
                renaming={renaming === each.node.id}
                style={{ transform: `translateY(${start}px)`, height: size }}
                onSelect={() => select(index)}
                onLight={() => light(each.node)}
                onFold={() => fold(each.node.id, !folded.has(each.node.id))}
                onRename={() => setRenaming(each.node.id)}
                onCommit={(typed) => commitRename(each, typed)}
                onEnd={endRename}
              />
            );
          })}
        </div>
      </div>
      {line === undefined ? null : (
        <TreePanel ref={panel} line={line} refusal={refusal} onAction={run} onRename={startRename} />
      )}
    </>
  );
}

function light(node: TreeNode): void {
  if (node.path === undefined) return;
  lighting.set({ row: node.kind === 'field' ? node.row.id : undefined, path: node.path, by: 'mapping' });
}
