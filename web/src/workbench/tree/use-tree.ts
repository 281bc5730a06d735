import { useMemo, useState } from 'react';
import type { MappingRow } from '../../mapping/model';
import { useMapping } from '../context';
import { buildTree, treeLines } from './tree';
import { useTreeFolds } from './use-tree-folds';

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
