import type { Mapping } from '@rowhook/contracts';
import { useEffect, useState } from 'react';
import { validMapping, type MappingState, type MappingStore } from './store';

export interface Settled {
  mapping: Mapping;
  /** Ids of the rows, in the order of the fields. */
  rowIds: readonly number[];
}

/** After typing, a preview waits this long for the next key; after a choice it does not wait. */
const TYPING_PAUSE_MS = 150;

/** The last mapping without conflicts that is worth a preview. */
export function useSettledMapping(store: MappingStore): Settled | undefined {
  const [settled, setSettled] = useState(() => settle(store.get()));
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    let { draft, verdict } = store.get();
    const update = () => {
      const next = settle(store.get());
      if (next !== undefined) setSettled(next);
    };
    const unsubscribe = store.subscribe(() => {
      const state = store.get();
      // Columns that were read again change the verdict alone.
      if (state.draft === draft && state.verdict === verdict) return;
      ({ draft, verdict } = state);
      clearTimeout(timer);
      if (state.typed) timer = setTimeout(update, TYPING_PAUSE_MS);
      else update();
    });
    return () => {
      unsubscribe();
      clearTimeout(timer);
    };
  }, [store]);
  return settled;
}

function settle(state: MappingState): Settled | undefined {
  const mapping = validMapping(state);
  return mapping === undefined ? undefined : { mapping, rowIds: state.draft.rows.map(({ id }) => id) };
}
