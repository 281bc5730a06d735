import type { KeyboardEvent } from 'react';
import { isComposing } from '../../lib/dom';
import type { ShortcutHelp } from '../../lib/commands';
import type { MappingStore } from '../store';
import { focusPart } from './focus-request';

/** The shortcuts of the grid, for their list. */
export const gridHelp: readonly ShortcutHelp[] = [
  ['Tab', 'accept a suggestion; otherwise leave the fields, to the fixes of an issue'],
  ['↑ · ↓', 'the same cell of another field'],
  ['← · →', 'the cells of a field, at the ends of text'],
  ['Enter', 'keep a complete path, or accept a suggestion; otherwise the field below'],
  ['Escape', 'close the suggestions; otherwise undo the edit of the path'],
  ['Alt ↑ · Alt ↓', 'move the field'],
  ['Ctrl Backspace', 'remove the field, where no text is typed'],
];

/**
 * The keys of the mapping's grid, which is one tab stop: up and down go to the same cell of the next row, left and right
 * from cell to cell, Enter to the row below, Alt with up or down moves the row.
 */
export function onGridKeyDown(event: KeyboardEvent<HTMLElement>, store: MappingStore): void {
  const { key, altKey } = event;
  if (key === 'Backspace' && (event.ctrlKey || event.metaKey) && event.target instanceof HTMLElement) {
    if (event.repeat || isComposing(event.nativeEvent) || isEditingText(event.target, store)) return;
    const removed = event.target.closest<HTMLElement>('[data-field]')?.dataset.field;
    if (removed === undefined) return;
    store.remove(Number(removed), true);
    event.preventDefault();
    return;
  }
  const at = cellOf(event);
  if (at === undefined) return;
  const { row, cell } = at;
  const id = Number(row.dataset.field);
  const vertical = key === 'ArrowUp' ? -1 : key === 'ArrowDown' ? 1 : undefined;
  const part = cell.dataset.part === 'value' ? 'value' : 'path';

  if (altKey) {
    if (vertical === undefined) return;
    store.move(id, vertical);
    store.requestFocus(id, part);
  } else if (key === 'Enter' && cell instanceof HTMLInputElement) {
    store.dispatch({ type: 'endTyping' });
    goToRow(event.currentTarget, store, id, 1, part);
  } else if (vertical !== undefined && !(cell instanceof HTMLSelectElement)) {
    goToRow(event.currentTarget, store, id, vertical, part);
  } else {
    onRowKeyDown(event);
    return;
  }
  event.preventDefault();
}

/** Whether the keys of text belong to the text: while it is typed, and where the caret stands within it. */
function isEditingText(target: HTMLElement, store: MappingStore): boolean {
  if (!(target instanceof HTMLInputElement)) return false;
  const { selectionStart, selectionEnd, value } = target;
  return store.get().inProgress !== undefined || selectionStart !== 0 || selectionEnd !== value.length;
}

/** The keys within a row: left and right go from cell to cell, inside text only at its ends. */
export function onRowKeyDown(event: KeyboardEvent<HTMLElement>): void {
  const { key, altKey } = event;
  const at = cellOf(event);
  if (at === undefined || altKey || (key !== 'ArrowLeft' && key !== 'ArrowRight')) return;
  const { row, cell } = at;
  if (!atEdge(cell, key)) return;
  const cells = [
    ...row.querySelectorAll<HTMLElement>(':is(input, select, button):not(:disabled, [aria-hidden])'),
  ];
  cells[cells.indexOf(cell) + (key === 'ArrowRight' ? 1 : -1)]?.focus();
  event.preventDefault();
}

/** The row and cell of a key event; undefined outside rows, with a modifier other than Alt, and during composition. */
function cellOf(event: KeyboardEvent<HTMLElement>): { row: HTMLElement; cell: HTMLElement } | undefined {
  const { target, ctrlKey, metaKey, shiftKey } = event;
  if (!(target instanceof HTMLElement) || ctrlKey || metaKey || shiftKey) return undefined;
  if (isComposing(event.nativeEvent)) return undefined;
  const row = target.closest<HTMLElement>('[data-field]');
  return row === null ? undefined : { row, cell: target };
}

/** Focuses a neighbour at once if it is rendered: the next key must not reach the field that is left. */
function goToRow(
  grid: HTMLElement,
  store: MappingStore,
  id: number,
  by: -1 | 1,
  part: 'path' | 'value',
): void {
  const { shown } = store.get();
  const next = shown[shown.findIndex((field) => field.id === id) + by];
  if (next !== undefined && !focusPart(grid, next.id, part)) store.requestFocus(next.id, part);
}

function atEdge(target: HTMLElement, key: string): boolean {
  if (!(target instanceof HTMLInputElement)) return true;
  const { selectionStart, selectionEnd, value } = target;
  return selectionStart === selectionEnd && selectionStart === (key === 'ArrowLeft' ? 0 : value.length);
}
