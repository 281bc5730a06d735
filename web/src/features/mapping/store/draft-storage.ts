import { Mapping, type RelationName } from '@rowhook/contracts';
import { toMapping } from '../draft/document';
import type { MappingStore } from './mapping-store';

const DELAY_MS = 300;

const PREFIX = 'rowhook.mapping ';

function keyOf({ schema, name }: RelationName): string {
  return `${PREFIX}${JSON.stringify([schema, name])}`;
}

/** The mapping of a relation as it was left in this tab. */
export function readDraft(relation: RelationName): Mapping | undefined {
  try {
    const text = sessionStorage.getItem(keyOf(relation));
    const parsed = Mapping.safeParse(JSON.parse(text ?? 'null'));
    return parsed.success ? parsed.data : undefined;
  } catch {
    return undefined;
  }
}

export function writeDraft(relation: RelationName, mapping: Mapping): void {
  try {
    sessionStorage.setItem(keyOf(relation), JSON.stringify(mapping));
  } catch {
    // Storage is full or switched off: the mapping lives as long as the page.
  }
}

export function forgetDrafts(): void {
  try {
    for (const key of Object.keys(sessionStorage)) {
      if (key.startsWith(PREFIX)) sessionStorage.removeItem(key);
    }
  } catch {
    // Storage is switched off, so there is nothing to forget.
  }
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
