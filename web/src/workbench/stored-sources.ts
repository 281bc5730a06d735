import { Source } from '@rowhook/contracts';
import { nameOf, sameSource, type SourceName } from '../lib/source';
import { keptStore } from '../lib/storage';
import type { Store } from '../lib/store';
import { storageKey } from './stored-drafts';

/** The prefix of the keys in localStorage. */
export const SOURCE = 'rowhook.source ';

/**
 * The sources of this page, by database and name. A source is as the user left it: the table with its filter, or the text and
 * the key of the query.
 */
export function createSources() {
  const stores = new Map<string, Store<Source>>();
  return (database: string, name: SourceName): Store<Source> => {
    const key = SOURCE + storageKey(database, name);
    const known = stores.get(key);
    if (known !== undefined) return known;
    const store = keptStore(key, (json) => sourceIn(json, name));
    stores.set(key, store);
    return store;
  };
}

export type Sources = ReturnType<typeof createSources>;

function sourceIn(json: unknown, name: SourceName): Source {
  const kept = Source.safeParse(json).data;
  if (kept !== undefined && sameSource(nameOf(kept), name)) return kept;
  return name === 'query' ? { query: '' } : { relation: name };
}
