import { formatFieldPath, type Column } from '@rowhook/contracts';
import type { Draft, MappingRow } from './model';
import { ownKey } from './own-key';
import { freeVariant, pathsOf } from './paths';

/** Every readable column one to one, so that there is a payload before any work. */
export function arrivalDraft(columns: readonly Column[], newId: () => number): Draft {
  const names = columns.filter(({ readable }) => readable).map(({ name }) => name);
  const taken = names.map((name) => [name]);
  const rows = names.map((name): MappingRow => {
    const key = ownKey(name);
    const path = key === name ? [name] : freeVariant([key], taken);
    return { id: newId(), to: formatFieldPath(path), source: { kind: 'column', column: name } };
  });
  return { rows };
}

/** The path a new field is proposed to take: the name itself, or with the first number that is free. */
export function freePath(name: string, draft: Draft): string {
  return formatFieldPath(freeVariant([ownKey(name)], pathsOf(draft.rows)));
}
