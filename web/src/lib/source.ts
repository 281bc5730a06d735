import {
  Source,
  type Condition,
  type Description,
  type RelationDetail,
  type RelationName,
} from '@rowhook/contracts';
import { QUERY, isQuery, sameRelation } from './relation';
import { keptStore } from './storage';
import type { Store } from './store';

/** The table that a source reads, or the place of the query. */
export function relationOf(source: Source): RelationName {
  return source.relation ?? QUERY;
}

/** A table as a source. A filter without conditions is left out, so that equal sources have the same text. */
export function tableSource(relation: RelationName, where: readonly Condition[]): Source {
  return { relation, ...(where.length === 0 ? {} : { where: [...where] }) };
}

/** Describes a query in the form of a relation. */
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
export const SOURCE = 'rowhook.source ';

/**
 * The sources of this page. `key` names the database and the table, or the query of that database. Its source is as the user
 * left it: the filter of the table, or the text and the key of the query.
 */
export function createSources() {
  const stores = new Map<string, Store<Source>>();
  return (key: string, relation: RelationName): Store<Source> => {
    const known = stores.get(key);
    if (known !== undefined) return known;
    const store = keptStore(SOURCE + key, (json) => sourceIn(json, relation));
    stores.set(key, store);
    return store;
  };
}

export type Sources = ReturnType<typeof createSources>;

function sourceIn(json: unknown, relation: RelationName): Source {
  const kept = Source.safeParse(json).data;
  if (kept !== undefined && sameRelation(relationOf(kept), relation)) return kept;
  return isQuery(relation) ? { query: '' } : { relation };
}
