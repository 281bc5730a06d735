import type { Column } from '@rowhook/contracts';
import { createContext, useContext } from 'react';
import { useStore } from '../lib/store';
import type { Source } from '../mapping/model';
import type { MappingState, MappingStore } from './store';

export const MappingContext = createContext<MappingStore | undefined>(undefined);

export function useMappingStore(): MappingStore {
  const store = useContext(MappingContext);
  if (store === undefined) throw new Error('There is no mapping around this component.');
  return store;
}

/** Renders again only when what `select` returns changes by identity. */
export function useMapping<Selected>(select: (state: MappingState) => Selected): Selected {
  return useStore(useMappingStore(), select);
}

/** The column that a source takes; undefined where it takes none, or one that is not there. */
export function useColumnOf(source: Source): Column | undefined {
  return useMapping(({ columns }) => (source.kind === 'column' ? columns.get(source.column) : undefined));
}
