import type { Column, Rows, Sample } from '@rowhook/contracts';
import { createContext, useContext, type Context } from 'react';
import type { SourceDetail } from '../lib/source';
import { useDeferredStore, useStore } from '../lib/store';
import type { FieldValue } from '../mapping/model';
import type { MappingState } from './store';
import type { WorkbenchState } from './workbench-state';

export const WorkbenchContext = createContext<WorkbenchState | undefined>(undefined);

/** The source on screen. */
export const DetailContext = createContext<SourceDetail | undefined>(undefined);

/** The value of a context that has a provider around every component. */
export function useRequired<Value>(context: Context<Value | undefined>): Value {
  const value = useContext(context);
  if (value === undefined) throw new Error('There is no provider around this component.');
  return value;
}

export const useWorkbench = () => useRequired(WorkbenchContext);
export const useMappingStore = () => useWorkbench().mapping;
export const useReceiver = () => useWorkbench().receiver;
export const useDetail = () => useRequired(DetailContext);

/** Renders again only when what `select` returns changes by identity. */
export function useMapping<Selected>(select: (state: MappingState) => Selected): Selected {
  return useStore(useMappingStore(), select);
}

/** Like `useMapping`, for what may appear after the edit itself. */
export function useDeferredMapping<Selected>(select: (state: MappingState) => Selected): Selected {
  return useDeferredStore(useMappingStore(), select);
}

/** The column of a value; undefined without a column, or if the source does not have it. */
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
