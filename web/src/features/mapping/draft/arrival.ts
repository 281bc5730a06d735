import { formatFieldPath, type Column } from '@rowhook/contracts';
import type { Draft } from './draft';
import { freeVariant, pathsOf } from './places';

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
  return formatFieldPath(freeVariant([name], pathsOf(draft.rows)));
}
