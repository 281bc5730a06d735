import { flushSync } from 'react-dom';
import type { Command } from '../lib/commands';
import { isFocusLost } from '../lib/dom';
import { navigate, urlState } from '../lib/url-state';
import type { WorkbenchState } from './workbench-state';

export const undo: Command<WorkbenchState> = {
  label: 'Undo',
  shortcuts: [{ key: 'z', ctrl: true }],
  canRun: ({ mapping }) => mapping.get().past.length > 0,
  run: (workbench) => restore(workbench, 'undo'),
};

export const redo: Command<WorkbenchState> = {
  label: 'Redo',
  shortcuts: [
    { key: 'z', ctrl: true, shift: true },
    { key: 'y', ctrl: true },
  ],
  canRun: ({ mapping }) => mapping.get().future.length > 0,
  run: (workbench) => restore(workbench, 'redo'),
};

export const nextRow: Command<WorkbenchState> = {
  label: 'Next row',
  shortcuts: [{ key: 'j' }],
  canRun: (workbench) => shownRow(workbench) < workbench.payloadCount.get() - 1,
  run: (workbench) => navigate({ row: shownRow(workbench) + 1 }),
};

export const previousRow: Command<WorkbenchState> = {
  label: 'Previous row',
  shortcuts: [{ key: 'k' }],
  canRun: (workbench) => shownRow(workbench) > 0,
  run: (workbench) => navigate({ row: shownRow(workbench) - 1 }),
};

export const checkAllRows: Command<WorkbenchState> = {
  label: 'Check all rows',
  shortcuts: [{ key: 'Enter', ctrl: true }],
  canRun: ({ check }) => check.state.get().running === undefined,
  run: ({ check }) => check.start(),
};

/** Undoes or redoes an edit. If that removes the focused control, its field takes the focus, or the one in its place. */
function restore({ mapping }: WorkbenchState, type: 'undo' | 'redo'): void {
  const focused = Number(document.activeElement?.closest<HTMLElement>('[data-field]')?.dataset.field);
  const index = mapping.get().shown.findIndex(({ id }) => id === focused);
  flushSync(() => mapping.dispatch({ type }));
  if (index === -1 || !isFocusLost()) return;
  const { shown } = mapping.get();
  const next = shown.find(({ id }) => id === focused) ?? shown[index] ?? shown.at(-1);
  if (next !== undefined) mapping.requestFocus(next.id, 'path');
}

/** Index of the payload shown. The URL may name a row that there is not. */
function shownRow({ payloadCount }: WorkbenchState): number {
  return Math.min(urlState.get().row, Math.max(0, payloadCount.get() - 1));
}

/**
 * The commands of a mapping and its payloads. To add a command, add it to this list. A command that opens a dialog sets
 * `shownDialog` (ui-state.ts).
 */
export const mappingCommands: readonly Command<WorkbenchState>[] = [
  nextRow,
  previousRow,
  undo,
  redo,
  checkAllRows,
];
