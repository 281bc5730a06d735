import { useEffect, type RefObject } from 'react';
import { useMapping, useMappingStore } from '../context';
import { focusPart } from './focus-part';

/** Focuses what is wanted as soon as it is there; a row that goes meanwhile is wanted no more. */
export function useWantedFocus(around: RefObject<HTMLElement | null>): void {
  const store = useMappingStore();
  const wanted = useMapping((state) => state.wanted);
  useEffect(() => {
    if (wanted === undefined) return;
    let frame = requestAnimationFrame(function focus() {
      const gone = store.get().shown.every(({ id }) => id !== wanted.id);
      if (gone || focusPart(around.current, wanted.id, wanted.part)) store.served();
      else frame = requestAnimationFrame(focus);
    });
    return () => cancelAnimationFrame(frame);
  }, [around, store, wanted]);
}
