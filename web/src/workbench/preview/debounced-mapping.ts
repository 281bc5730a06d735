import { useEffect, useState } from 'react';
import { equal } from '../../lib/objects';
import { validMapping, type ValidMapping } from '../../mapping/valid-mapping';
import type { MappingStore } from '../store';

/** After typing, a preview waits this long for the next key; after a choice it does not wait. */
const TYPING_PAUSE_MS = 150;

/** The valid part of the mapping, after a pause in typing. */
export function useDebouncedMapping(store: MappingStore): ValidMapping {
  const [debounced, setDebounced] = useState(() => validMapping(store.get()));
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    let before = store.get();
    const update = () =>
      setDebounced((previous) => {
        const next = validMapping(store.get());
        const isSame = equal(next.draft, previous.draft) && equal(next.excluded, previous.excluded);
        return isSame ? previous : next;
      });
    const unsubscribe = store.subscribe(() => {
      const state = store.get();
      const { draft, validation, refused } = before;
      before = state;
      if (state.draft === draft && state.validation === validation && state.refused === refused) return;
      clearTimeout(timer);
      if (!state.paused) timer = setTimeout(update, TYPING_PAUSE_MS);
      else update();
    });
    return () => {
      unsubscribe();
      clearTimeout(timer);
    };
  }, [store]);
  return debounced;
}
