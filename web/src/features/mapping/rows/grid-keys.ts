import type { KeyboardEvent } from 'react';
import type { MappingStore } from '../store/mapping-store';

/**
 * The keys of the mapping's grid, with one tab stop a row: up and down go to the same cell of the next row, left and right
 * from cell to cell (inside text only at its ends), Enter to the row below, Alt with up or down moves the row.
 */
export function onGridKeyDown(event: KeyboardEvent<HTMLElement>, store: MappingStore): void {
  const { target, key, altKey, ctrlKey, metaKey, shiftKey } = event;
  if (!(target instanceof HTMLElement) || ctrlKey || metaKey || shiftKey) return;
  const row = target.closest<HTMLElement>('[data-row]');
  if (row === null) return;
  const id = Number(row.dataset.row);
  const vertical = key === 'ArrowUp' ? -1 : key === 'ArrowDown' ? 1 : undefined;
  const part = target.dataset.part === 'source' ? 'source' : 'path';

  if (altKey) {
    if (vertical === undefined) return;
    store.move(id, vertical);
    store.want(id, part);
  } else if (key === 'Enter' && target instanceof HTMLInputElement) {
    store.dispatch({ type: 'settle' });
    goToRow(store, id, 1, part);
  } else if (vertical !== undefined && !(target instanceof HTMLSelectElement)) {
    goToRow(store, id, vertical, part);
  } else if ((key === 'ArrowLeft' || key === 'ArrowRight') && atEdge(target, key)) {
    const cells = [...row.querySelectorAll<HTMLElement>('input, select, button:not(:disabled)')];
    cells[cells.indexOf(target) + (key === 'ArrowRight' ? 1 : -1)]?.focus();
  } else {
    return;
  }
  event.preventDefault();
}

function goToRow(store: MappingStore, id: number, by: -1 | 1, part: 'path' | 'source'): void {
  const { shown } = store.get();
  const next = shown[shown.findIndex((row) => row.id === id) + by];
  if (next !== undefined) store.want(next.id, part);
}

function atEdge(target: HTMLElement, key: string): boolean {
  if (!(target instanceof HTMLInputElement)) return true;
  const { selectionStart, selectionEnd, value } = target;
  return selectionStart === selectionEnd && selectionStart === (key === 'ArrowLeft' ? 0 : value.length);
}
