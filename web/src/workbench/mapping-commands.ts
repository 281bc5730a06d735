import type { Command } from '../lib/commands';
import { navigate, urlState } from '../lib/url-state';
import type { MappingStore } from './store';

export const undo: Command<MappingStore> = {
  label: 'Undo',
  shortcuts: [{ key: 'z', ctrl: true }],
  canRun: (store) => store.get().past.length > 0,
  run: (store) => store.dispatch({ type: 'undo' }),
};

export const redo: Command<MappingStore> = {
  label: 'Redo',
  shortcuts: [
    { key: 'z', ctrl: true, shift: true },
    { key: 'y', ctrl: true },
  ],
  canRun: (store) => store.get().future.length > 0,
  run: (store) => store.dispatch({ type: 'redo' }),
};

export const nextRow: Command<MappingStore> = {
  label: 'Next row',
  shortcuts: [{ key: 'j' }],
  canRun: (store) => shownRow(store) < store.payloadCount.get() - 1,
  run: (store) => navigate({ row: shownRow(store) + 1 }),
};

export const previousRow: Command<MappingStore> = {
  label: 'Previous row',
  shortcuts: [{ key: 'k' }],
  canRun: (store) => shownRow(store) > 0,
  run: (store) => navigate({ row: shownRow(store) - 1 }),
};

export const checkAllRows: Command<MappingStore> = {
  label: 'Check all rows',
  shortcuts: [{ key: 'Enter', ctrl: true }],
  canRun: (store) => store.check.state.get().running === undefined,
  run: (store) => store.check.start(),
};

/** Index of the payload shown. The URL may name a row that there is not. */
function shownRow({ payloadCount }: MappingStore): number {
  return Math.min(urlState.get().row, Math.max(0, payloadCount.get() - 1));
}

/**
 * The commands of a mapping and its payloads. To add a command, add it to this list. A command that opens a dialog sets
 * `shownDialog` (ui-state.ts).
 */
export const mappingCommands: readonly Command<MappingStore>[] = [
  nextRow,
  previousRow,
  undo,
  redo,
  checkAllRows,
];
