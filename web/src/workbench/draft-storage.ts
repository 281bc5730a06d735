import { Mapping, type RelationName } from '@rowhook/contracts';
import { relationKey } from '../lib/relation';
import { tabStorage } from '../lib/storage';
import { toMapping } from '../mapping/document';
import type { MappingStore } from './store';

const DELAY_MS = 300;

const PREFIX = 'rowhook.mapping ';

/** The mapping of a relation as it was left in this tab. */
export function readDraft(relation: RelationName): Mapping | undefined {
  return Mapping.safeParse(tabStorage.readJson(PREFIX + relationKey(relation))).data;
}

export function writeDraft(relation: RelationName, mapping: Mapping): void {
  tabStorage.keep(PREFIX + relationKey(relation), JSON.stringify(mapping));
}

export function forgetDrafts(): void {
  tabStorage.forget(PREFIX);
}

/** Keeps the mapping in sessionStorage while it changes, and nothing else: no cell, no connection. */
export function keepDraft(store: MappingStore): () => void {
  let timer: ReturnType<typeof setTimeout> | undefined;
  let { draft } = store.get();
  const write = () => {
    const mapping = toMapping(draft, store.relation);
    if (mapping !== undefined) writeDraft(store.relation, mapping);
  };
  const unsubscribe = store.subscribe(() => {
    if (store.get().draft === draft) return;
    draft = store.get().draft;
    clearTimeout(timer);
    timer = setTimeout(write, DELAY_MS);
  });
  return () => {
    unsubscribe();
    if (timer !== undefined) {
      clearTimeout(timer);
      write();
    }
  };
}
