import { formatFieldPath, type Column } from '@rowhook/contracts';
import type { Draft, DraftField } from './model';
import { freeVariant, ownKey } from './paths';
import { readableColumns } from '../lib/relation';

/** The mapping that a relation starts with: every readable column under its own name. */
export function defaultDraft(columns: readonly Column[], newId: () => number): Draft {
  const names = readableColumns(columns).map(({ name }) => name);
  const taken = names.map((name) => [name]);
  const fields = names.map((name): DraftField => {
    const key = ownKey(name);
    const path = key === name ? [name] : freeVariant([key], taken);
    return { id: newId(), to: formatFieldPath(path), value: { kind: 'column', column: name } };
  });
  return { fields };
}
