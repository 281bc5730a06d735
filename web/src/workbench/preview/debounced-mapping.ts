import { useEffect, useState } from 'react';
import type { PreviewInput } from '../../api/queries';
import { equal } from '../../lib/objects';
import { validFields, type LeftOut } from '../../mapping/valid-fields';
import type { Draft } from '../../mapping/model';
import type { MappingState, MappingStore } from '../store';

/** A mapping to preview, and the fields that are not in it. */
export interface DebouncedMapping {
  draft: Draft;
  request: Pick<PreviewInput, 'mappingText' | 'fieldIds'>;
  leftOut: readonly LeftOut[];
}

/** After typing, a preview waits this long for the next key; after a choice it does not wait. */
const TYPING_PAUSE_MS = 150;

/** The valid part of the mapping, after a pause in typing. */
export function useDebouncedMapping(store: MappingStore): DebouncedMapping {
  const [debounced, setDebounced] = useState(() => toDebounced(store.get()));
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    let before = store.get();
    const update = () =>
      setDebounced((previous) => {
        const next = toDebounced(store.get());
        return equal(next, previous) ? previous : next;
      });
    const unsubscribe = store.subscribe(() => {
      const state = store.get();
      const { draft, validation, refused } = before;
      before = state;
      if (state.draft === draft && state.validation === validation && state.refused === refused) return;
      clearTimeout(timer);
      if (state.typed && !state.paused) timer = setTimeout(update, TYPING_PAUSE_MS);
      else update();
    });
    return () => {
      unsubscribe();
      clearTimeout(timer);
    };
  }, [store]);
  return debounced;
}

function toDebounced(state: MappingState): DebouncedMapping {
  const { draft, text, leftOut } = validFields(state);
  return {
    draft,
    request: { mappingText: text, fieldIds: draft.fields.map(({ id }) => id) },
    leftOut,
  };
}
