import type { Source } from '@rowhook/contracts';
import { createStore } from './store';

/** A SQL query that would be lost, and what replaces it. */
export interface Replacement {
  query: string;
  /** Whether the mapping of the query is lost, too. This is so for a new query, whose text is empty. */
  losesMapping: boolean;
  replace: () => void;
}

/** The replacement that the user is asked about; undefined if there is none. */
export const replacement = createStore<Replacement | undefined>(undefined);

/** Calls `replace`. Asks first if `next` is another query than that of `current`; a table overwrites no query. */
export function replaceSource(current: Source, next: Source | undefined, replace: () => void): void {
  const { query = '' } = current;
  if (query.trim() === '' || next?.query === undefined || next.query === query) replace();
  else replacement.set({ query, losesMapping: next.query === '', replace });
}
