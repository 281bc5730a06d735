import { formatFieldPath, type Column } from '@rowhook/contracts';
import type { Draft } from './draft';

/** Every readable column one to one, so that there is a payload before any work. */
export function arrivalDraft(columns: readonly Column[], newId: () => number): Draft {
  return {
    rows: columns
      .filter(({ readable }) => readable)
      .map(({ name }) => ({
        id: newId(),
        to: formatFieldPath([name]),
        source: { kind: 'column', column: name },
      })),
  };
}

/** The path a new field is proposed to take: the name itself, or with the first number that is free. */
export function freePath(name: string, draft: Draft): string {
  const taken = new Set(draft.rows.map(({ to }) => to));
  const first = formatFieldPath([name]);
  for (let number = 2, path = first; ; number++) {
    if (!taken.has(path)) return path;
    path = formatFieldPath([`${name}_${number}`]);
  }
}
