import { formatFieldPath, parseFieldPath, type FieldPath } from '@rowhook/contracts';
import type { Draft } from '../draft/draft';

const SUGGESTIONS_MAX = 8;

/** Parents that other fields use already and that `typed` may be the beginning of, each ready for its next key. */
export function completeParents(typed: string, draft: Draft, id: number): string[] {
  const seen = new Map<string, FieldPath>();
  for (const row of draft.rows) {
    if (row.id === id) continue;
    const parsed = parseFieldPath(row.to);
    if (!parsed.ok) continue;
    for (let depth = 1; depth < parsed.path.length; depth++) {
      const parent = parsed.path.slice(0, depth);
      const list = typeof parsed.path[depth] === 'number';
      const text = formatFieldPath(parent) + (list ? '[' : '.');
      if (!seen.has(text)) seen.set(text, parent);
    }
  }
  const wanted = typed.toLowerCase();
  return [...seen.keys()]
    .filter((text) => text.toLowerCase().startsWith(wanted) && text !== typed)
    .slice(0, SUGGESTIONS_MAX)
    .map((text) => (text.endsWith('[') ? `${text}${nextIndex(text, draft)}]` : text));
}

function nextIndex(list: string, draft: Draft): number {
  let next = 0;
  for (const { to } of draft.rows) {
    const index = to.startsWith(list) ? /^(\d+)\]/.exec(to.slice(list.length))?.[1] : undefined;
    if (index !== undefined) next = Math.max(next, Number(index) + 1);
  }
  return next;
}
