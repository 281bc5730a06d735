import type { Mapping, RelationDetail, RelationName } from '@rowhook/contracts';
import { relationKey } from '../lib/relation';
import { forgetDismissed } from './dismissed';
import { forgetTargets } from '../match-sample/target-store';
import { isOfAnother, keepOwner } from './draft-owner';
import { forgetDrafts, readDraft, writeDraft } from './draft-storage';
import { createMappingStore, type MappingStore } from './store';

const stores = new Map<string, MappingStore>();

/** The mapping of a relation: as it was left on this page, else as it was left in this tab, else one to one. */
export function mappingStoreOf(detail: RelationDetail): MappingStore {
  const { schema, name, columns } = detail;
  const known = stores.get(relationKey(detail));
  if (known !== undefined) return known;
  const relation = { schema, name };
  const store = createMappingStore(relation, columns, readDraft(relation));
  stores.set(relationKey(detail), store);
  return store;
}

/** Puts a mapping in the place of a relation's own, before that relation is shown. */
export function placeMapping(relation: RelationName, mapping: Mapping): void {
  const known = stores.get(relationKey(relation));
  if (known === undefined) writeDraft(relation, mapping);
  else known.open(mapping, 'open a mapping');
}

/**
 * Says which database the page is connected to, as text of its own. Another one may have relations of the same names: what was kept for the
 * last one, before a reload too, does not apply there.
 */
export function keepMappingsOf(database: string): void {
  if (isOfAnother(database)) forgetMappings();
  keepOwner(database);
}

export function forgetMappings(): void {
  stores.clear();
  forgetDrafts();
  forgetTargets();
  forgetDismissed();
}
