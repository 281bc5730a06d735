import { useState } from 'react';
import { useMappingStore } from '../context';
import type { TreeLine } from './tree';
import { act, ENTRY_HAS_NO_NAME, isEntry, rename, type MoveResult, type TreeAction } from './tree-moves';
import type { TreeView } from './use-tree';

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
