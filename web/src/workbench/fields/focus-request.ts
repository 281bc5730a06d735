import { useEffect, type RefObject } from 'react';
import type { FieldPart } from '../../mapping/issues';
import { useMapping, useMappingStore } from '../context';

/** Focuses the requested part as soon as it is rendered. Removing or filtering out the field drops the request. */
export function useFocusRequest(around: RefObject<HTMLElement | null>): void {
  const store = useMappingStore();
  const request = useMapping((state) => state.focusRequest);
  useEffect(() => {
    if (request === undefined) return;
    let frame = requestAnimationFrame(function focus() {
      const gone = store.get().shown.every(({ id }) => id !== request.id);
      if (gone || focusPart(around.current, request.id, request.part)) store.clearFocusRequest();
      else frame = requestAnimationFrame(focus);
    });
    return () => cancelAnimationFrame(frame);
  }, [around, store, request]);
}

/** Focuses a part of a field. Returns whether the part is rendered. */
export function focusPart(grid: HTMLElement | null, id: number, part: FieldPart): boolean {
  const row = grid?.querySelector<HTMLElement>(`[data-field="${id}"]`);
  if (row === null || row === undefined) return false;
  const input =
    row.querySelector<HTMLElement>(`[data-part="${part}"]`) ??
    row.querySelector<HTMLElement>('[data-part="path"]');
  input?.focus();
  if (input instanceof HTMLInputElement) input.select();
  return input !== null;
}
