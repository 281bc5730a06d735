import type { FieldPath } from '@rowhook/contracts';
import { createStore } from '../lib/store';
import type { BulkEdit } from './bulk/bulk-edits';
import type { MappingStore } from './store';

// What is highlighted, focused or open in the workbench on screen. There is only one, so components share these stores without a
// context. `resetWorkbench` forgets their values when the workbench is left; workbench-state.ts has what is kept.

/** The field under the pointer or with the focus: its id in the mapping and its path in the payload. */
interface Highlight {
  field: number | undefined;
  path: FieldPath;
  /** The side with the pointer or the focus. The other side scrolls to the field. */
  by: 'mapping' | 'payload';
}

export const highlight = createStore<Highlight | undefined>(undefined);

/** Id of the field that had the focus last. */
export const focusedField = createStore<number | undefined>(undefined);

/** The pane that is shown where not all of them fit side by side. */
export type Pane = 'columns' | 'mapping' | 'payload';

export const shownPane = createStore<Pane>('mapping');

/** The open dialog of the workbench. A bulk edit stands for the dialog of that edit. */
export const shownDialog = createStore<'match sample' | 'export command' | 'schema' | BulkEdit | undefined>(
  undefined,
);

/** The form that is open above the payload: of the condition with this index, or of a row to find. */
export const sourceForm = createStore<number | 'find' | undefined>(undefined);

/** The place where the tree adds a field: in an object or a list, after a field. */
interface InsertPlace {
  kind: 'object' | 'list';
  path: FieldPath;
  after: number | undefined;
}

/** Undefined while there is no tree. */
export const insertPlace = createStore<InsertPlace | undefined>(undefined);

/** Forgets what was highlighted, focused or open. */
export function resetWorkbench(): void {
  for (const store of [highlight, focusedField, shownDialog, sourceForm, insertPlace]) store.set(undefined);
  shownPane.set('mapping');
}

/** Focuses the path of a field, also while another pane is shown. */
export function goToField(store: MappingStore, id: number): void {
  shownPane.set('mapping');
  store.requestFocus(id, 'path');
}

/** Whether a field has the focus, so that the pointer highlights nothing else. */
export function hasFocusedField(): boolean {
  return document.activeElement?.closest('[data-field]') != null;
}
