import { useVirtualizer } from '@tanstack/react-virtual';
import { useEffect, useMemo, useState, type RefObject } from 'react';
import { useStore } from '../../lib/store';
import type { DraftField } from '../../mapping/model';
import { rangeWith } from '../../ui/range-with';
import { useMapping, useMappingStore } from '../context';
import { focusedField, highlight } from '../ui-state';
import { buildTree, leafId, treeLines, unfold, type TreeLine, type TreeNode } from './tree';
import { ENTRY_HAS_NO_NAME, act, isEntry, rename, type MoveResult, type TreeAction } from './tree-moves';

/** The visible lines of the tree, and the active one: initially the field that had the focus last, or the first one. */
export function useTreeView() {
  const fields = useMapping((state) => state.draft.fields);
  const shown = useMapping((state) => (state.shown === state.draft.fields ? undefined : state.shown));
  /** The ids of the objects and lists that are folded. */
  const [folded, setFolded] = useState<ReadonlySet<string>>(new Set());
  const [selectedId, setActiveId] = useState<string>();
  const focusedId = useStore(focusedField, (id) => (id === undefined ? undefined : leafId(id)));
  const activeId = selectedId ?? focusedId;

  const root = useMemo(() => buildTree(fields), [fields]);
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
    /** Undefined until a node is selected or a field has had the focus. Its line may be hidden. */
    activeId,
    choose: setActiveId,
    folded,
    fold: (id: string, shut: boolean) =>
      setFolded((now) => {
        const next = new Set(now);
        if (shut) next.add(id);
        else next.delete(id);
        return next;
      }),
    /** Selects a node, unfolding its parents. */
    goTo: (id: string) => {
      setActiveId(id);
      setFolded((now) => unfold(now, root, id));
    },
    /** Like `goTo`, for a node whose id an edit changed. It stays folded if it was. */
    followTo: (before: string, id: string, after: readonly DraftField[]) => {
      setActiveId(id);
      setFolded((now) => unfold(now.has(before) ? new Set(now).add(id) : now, buildTree(after), id));
    },
  };
}

export type TreeView = ReturnType<typeof useTreeView>;

const LINE_PX = 30;

/** Renders the lines in view and the active one. Scrolls to the active line, and to the field highlighted in the payload. */
export function useTreeScroll(tree: RefObject<HTMLElement | null>, { lines, active, activeId }: TreeView) {
  const pointed = useStore(highlight, (current) => (current?.by === 'payload' ? current.field : undefined));
  const virtualizer = useVirtualizer({
    count: lines.length,
    getScrollElement: () => tree.current,
    estimateSize: () => LINE_PX,
    overscan: 3,
    initialRect: { width: 700, height: 600 },
    rangeExtractor: rangeWith(active),
  });
  useEffect(() => {
    const index = lines.findIndex(({ node }) => node.id === activeId);
    const found = lines[index];
    if (found === undefined) return;
    virtualizer.scrollToIndex(index);
    // A moved or renamed node is highlighted at its new path.
    if (highlight.get()?.by === 'mapping') highlightNode(found.node);
  }, [activeId, lines, virtualizer]);
  useEffect(() => {
    const index = lines.findIndex(({ node }) => node.kind === 'field' && node.field.id === pointed);
    if (index !== -1) virtualizer.scrollToIndex(index);
  }, [lines, pointed, virtualizer]);
  return virtualizer;
}

/** Edits nodes of the tree. Holds why the last edit was refused and which node is being renamed. */
export function useTreeEdits({ line, followTo }: TreeView, focusTree: () => void) {
  const store = useMappingStore();
  const [renaming, setRenaming] = useState<string>();
  const [refusal, setRefusal] = useState('');

  const finish = (result: MoveResult, from: TreeLine): boolean => {
    setRefusal(result.ok ? '' : result.reason);
    if (!result.ok) return false;
    store.dispatch({ type: 'replace', name: result.name, draft: result.draft });
    if (result.next !== undefined) followTo(from.node.id, result.next, result.draft.fields);
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
    /** Starts renaming the active node, or explains why it has no name. */
    renameActive: () => {
      if (line === undefined) return;
      if (isEntry(line.node)) setRefusal(ENTRY_HAS_NO_NAME);
      else setRenaming(line.node.id);
    },
    /** Returns whether the new name was accepted. */
    commitRename: (of: TreeLine, typed: string): boolean => finish(rename(of, typed, store.get().draft), of),
    endRename: (refocus: boolean) => {
      setRenaming(undefined);
      setRefusal('');
      if (refocus) focusTree();
    },
  };
}

export type TreeEdits = ReturnType<typeof useTreeEdits>;

/** Highlights a node in the payload. */
export function highlightNode(node: TreeNode): void {
  if (node.path === undefined) return;
  highlight.set({ field: node.kind === 'field' ? node.field.id : undefined, path: node.path, by: 'mapping' });
}
