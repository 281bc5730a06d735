import { defaultRangeExtractor, useVirtualizer } from '@tanstack/react-virtual';
import { useEffect, useMemo, useState, type RefObject } from 'react';
import { useStore } from '../../lib/store';
import type { MappingRow } from '../../mapping/model';
import { useMapping, useMappingStore } from '../context';
import { highlight } from '../highlight';
import { buildTree, treeLines, unfold, type Branch, type TreeLine, type TreeNode } from './tree';
import { ENTRY_HAS_NO_NAME, act, isEntry, rename, type MoveResult, type TreeAction } from './tree-moves';

/** The lines of the tree that are not folded away or filtered out, and which of them is active: the first, to begin with. */
export function useTreeView() {
  const rows = useMapping((state) => state.draft.rows);
  const shown = useMapping((state) => (state.shown === state.draft.rows ? undefined : state.shown));
  const { folded, fold, reveal, follow } = useTreeFolds();
  const [activeId, setActiveId] = useState<string>();

  const root = useMemo(() => buildTree(rows), [rows]);
  const shownIds = useMemo(() => shown && new Set(shown.map(({ id }) => id)), [shown]);
  const lines = useMemo(() => treeLines(root, folded, shownIds), [folded, root, shownIds]);
  const active = Math.max(
    0,
    lines.findIndex(({ node }) => node.id === activeId),
  );
  return {
    lines,
    active,
    line: lines[active],
    /** Undefined until a node was chosen; its line may be hidden. */
    activeId,
    choose: setActiveId,
    folded,
    fold,
    /** Chooses a node wherever it is. */
    goTo: (id: string) => {
      setActiveId(id);
      reveal(id, root);
    },
    /** Chooses a node that an edit has given another id. */
    followTo: (before: string, id: string, after: readonly MappingRow[]) => {
      setActiveId(id);
      follow(before, id, buildTree(after));
    },
  };
}

export type TreeView = ReturnType<typeof useTreeView>;

/** The ids of the objects and lists that are folded. */
export function useTreeFolds() {
  const [folded, setFolded] = useState<ReadonlySet<string>>(new Set());
  return {
    folded,
    fold: (id: string, shut: boolean) =>
      setFolded((now) => {
        const next = new Set(now);
        if (shut) next.add(id);
        else next.delete(id);
        return next;
      }),
    /** Opens whatever hides a node. */
    reveal: (id: string, root: Branch) => setFolded((now) => unfold(now, root, id)),
    /** The same of a node that has another id now; it is folded as it was before. */
    follow: (before: string, id: string, root: Branch) =>
      setFolded((now) => unfold(now.has(before) ? new Set(now).add(id) : now, root, id)),
  };
}

const LINE_PX = 30;

/** Only the lines in view exist, and the active one. What becomes active, and what the payload points at, comes into view. */
export function useTreeScroll(tree: RefObject<HTMLElement | null>, { lines, active, activeId }: TreeView) {
  const pointed = useStore(highlight, (light) => (light?.by === 'payload' ? light.row : undefined));
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
  useEffect(() => {
    const index = lines.findIndex(({ node }) => node.id === activeId);
    const found = lines[index];
    if (found === undefined) return;
    virtualizer.scrollToIndex(index);
    // What was moved or renamed is lit where it is now.
    if (highlight.get()?.by === 'mapping') lightNode(found.node);
  }, [activeId, lines, virtualizer]);
  useEffect(() => {
    const index = lines.findIndex(({ node }) => node.kind === 'field' && node.row.id === pointed);
    if (index !== -1) virtualizer.scrollToIndex(index);
  }, [lines, pointed, virtualizer]);
  return virtualizer;
}

/** What is done with nodes of the tree, why something was not done, and which node is being renamed. */
export function useTreeEdits({ line, followTo }: TreeView, focusTree: () => void) {
  const store = useMappingStore();
  const [renaming, setRenaming] = useState<string>();
  const [refusal, setRefusal] = useState('');

  const finish = (result: MoveResult, from: TreeLine): boolean => {
    setRefusal(result.ok ? '' : result.reason);
    if (!result.ok) return false;
    store.dispatch({ type: 'replace', name: result.name, draft: result.draft });
    if (result.next !== undefined) followTo(from.node.id, result.next, result.draft.rows);
    return true;
  };
  return {
    renaming,
    refusal,
    clearRefusal: () => setRefusal(''),
    run: (action: TreeAction) => {
      if (line === undefined) return;
      const result = act(action, line, store.get().draft);
      if (!finish(result, line) || !result.ok) return;
      if (action === 'wrapObject') setRenaming(result.next);
      else focusTree();
    },
    startRename: ({ node }: TreeLine) => setRenaming(node.id),
    /** Renames the active node, or says why it has no name. */
    renameActive: () => {
      if (line === undefined) return;
      if (isEntry(line.node)) setRefusal(ENTRY_HAS_NO_NAME);
      else setRenaming(line.node.id);
    },
    /** Whether the new name was taken. */
    commitRename: (of: TreeLine, typed: string): boolean => finish(rename(of, typed, store.get().draft), of),
    endRename: (refocus: boolean) => {
      setRenaming(undefined);
      setRefusal('');
      if (refocus) focusTree();
    },
  };
}

/** Lights a node's place in the payload. */
export function lightNode(node: TreeNode): void {
  if (node.path === undefined) return;
  highlight.set({ row: node.kind === 'field' ? node.row.id : undefined, path: node.path, by: 'mapping' });
}
