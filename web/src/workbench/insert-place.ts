import { formatFieldPath, type FieldPath } from '@rowhook/contracts';
import { createStore } from '../lib/store';
import type { Draft } from '../mapping/model';
import { freePath, freeVariant, nextIndex, ownKey, pathsOf } from '../mapping/paths';

/** Where the tree adds a field: in an object or a list, behind a field. */
interface InsertPlace {
  kind: 'object' | 'list';
  path: FieldPath;
  after: number | undefined;
}

/** Undefined while there is no tree. */
export const insertPlace = createStore<InsertPlace | undefined>(undefined);

/** The path and the place of a new field: where the tree's selection is, otherwise at the end. */
export function newField(
  name: string,
  draft: Draft,
): { to: string; after?: number | undefined; nested: boolean } {
  const place = insertPlace.get();
  if (place === undefined) return { to: freePath(name, draft), nested: false };
  const { kind, path, after } = place;
  const taken = pathsOf(draft.fields);
  const to =
    kind === 'list' ? [...path, nextIndex(path, taken)] : freeVariant([...path, ownKey(name)], taken);
  return { to: formatFieldPath(to), after, nested: path.length > 0 };
}
