import { useState } from 'react';
import { unfold, type Branch } from './tree';

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
