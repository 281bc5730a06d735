import type { Column, FieldPath, RelationDetail, Rows, Sample } from '@rowhook/contracts';
import { createContext, useContext, type Context } from 'react';
import { createStore, useDeferredStore, useStore } from '../lib/store';
import type { FieldValue } from '../mapping/model';
import type { BulkEdit } from './bulk/bulk-edits';
import type { MappingState, MappingStore } from './store';

export const MappingContext = createContext<MappingStore | undefined>(undefined);

/** The relation on screen. */
export const DetailContext = createContext<RelationDetail | undefined>(undefined);

/** The value of a context that has a provider around every component. */
export function useRequired<Value>(context: Context<Value | undefined>): Value {
  const value = useContext(context);
  if (value === undefined) throw new Error('There is no provider around this component.');
  return value;
}

export const useMappingStore = () => useRequired(MappingContext);
export const useDetail = () => useRequired(DetailContext);

/** Renders again only when what `select` returns changes by identity. */
export function useMapping<Selected>(select: (state: MappingState) => Selected): Selected {
  return useStore(useMappingStore(), select);
}

/** Like `useMapping`, for what may appear after the edit itself. */
export function useDeferredMapping<Selected>(select: (state: MappingState) => Selected): Selected {
  return useDeferredStore(useMappingStore(), select);
}

/** The column of a value; undefined without a column, or if the relation does not have it. */
export function useColumnOf(value: FieldValue): Column | undefined {
  return useMapping(({ columns }) => (value.kind === 'column' ? columns.get(value.column) : undefined));
}

/** The sample on screen. */
export interface ShownSample {
  rows: Rows;
  sample: Sample;
}

/** Undefined until there is a sample. */
export const SampleContext = createContext<ShownSample | undefined>(undefined);

/** The field under the pointer or with the focus: its id in the mapping and its path in the payload. */
interface Highlight {
  field: number | undefined;
  path: FieldPath;
  /** Where the pointer or the focus is; the other side scrolls to it. */
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

/** Forgets what was highlighted, focused or open. */
export function resetWorkbench(): void {
  highlight.set(undefined);
  focusedField.set(undefined);
  shownPane.set('mapping');
  shownDialog.set(undefined);
  sourceForm.set(undefined);
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
