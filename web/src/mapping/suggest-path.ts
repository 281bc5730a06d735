import { formatFieldPath, type FieldPath } from '@rowhook/contracts';
import type { Draft } from './model';
import { nextIndex, pathsOf } from './paths';

const SUGGESTIONS_MAX = 8;

/** Parents that other fields use already and that `typed` may be the beginning of, each ready for its next key. */
export function completeParents(typed: string, draft: Draft, id: number): string[] {
  const others = pathsOf(draft.rows.filter((row) => row.id !== id));
  const seen = new Map<string, { parent: FieldPath; list: boolean }>();
  for (const path of others) {
    for (let depth = 1; depth < path.length; depth++) {
      const parent = path.slice(0, depth);
      const list = typeof path[depth] === 'number';
      const text = formatFieldPath(parent) + (list ? '[' : '.');
      if (!seen.has(text)) seen.set(text, { parent, list });
    }
  }
  const wanted = typed.toLowerCase();
  return [...seen]
    .filter(([text]) => text.toLowerCase().startsWith(wanted) && text !== typed)
    .slice(0, SUGGESTIONS_MAX)
    .map(([text, { parent, list }]) => (list ? `${text}${nextIndex(parent, others)}]` : text));
}
