import { Source, type Description, type RelationDetail, type RelationName } from '@rowhook/contracts';
import { equal } from './objects';
import { QUERY, isQuery, sameRelation } from './relation';
import { browserStorage, watchOtherTabs } from './storage';
import { createStore, type Store } from './store';

/** The table that a source reads, or the place of the query. */
export function relationOf(source: Source): RelationName {
  return source.relation ?? QUERY;
}

/** What the page knows about a source that is a query, in the form of what it knows about a table. */
export function queryDetail({ columns, key }: Description): RelationDetail {
  return {
    ...QUERY,
    kind: 'view',
    partitionOf: null,
    inheritsFrom: null,
    estimatedRows: null,
    comment: null,
    readable: true,
    columns,
    primaryKey: key,
    pages: 0,
    rowSecurity: false,
  };
}

/** The prefix of the keys in localStorage. */
const SOURCE = 'rowhook.source ';

/** The sources of this page. */
export interface Sources {
  /**
   * The source of a table or of the query: its filter, or its text and key, as the user left them. `key` names the database
   * and the table.
   */
  of: (key: string, relation: RelationName) => Store<Source>;
}

/** Keeps the sources in localStorage while they change, as the drafts of their mappings are kept. Follows the changes of other tabs. */
export function createSources(): Sources {
  const stores = new Map<string, Store<Source>>();
  watchOtherTabs((storageKey) => {
    const key = storageKey.startsWith(SOURCE) ? storageKey.slice(SOURCE.length) : '';
    const store = stores.get(key);
    if (store === undefined) return;
    const source = readSource(key, relationOf(store.get()));
    if (!equal(source, store.get())) store.set(source);
  });
  return {
    of: (key, relation) => {
      const known = stores.get(key);
      if (known !== undefined) return known;
      const store = createStore<Source>(readSource(key, relation));
      store.subscribe(() => {
        const source = store.get();
        // What another tab has written is stored already.
        if (!equal(source, readSource(key, relation)))
          browserStorage.keep(SOURCE + key, JSON.stringify(source));
      });
      stores.set(key, store);
      return store;
    },
  };
}

function readSource(key: string, relation: RelationName): Source {
  const kept = Source.safeParse(browserStorage.readJson(SOURCE + key)).data;
  if (kept !== undefined && sameRelation(relationOf(kept), relation)) return kept;
  return isQuery(relation) ? { query: '' } : { relation };
}
