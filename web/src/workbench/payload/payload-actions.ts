import type { FieldPath } from '@rowhook/contracts';
import { useCallback } from 'react';
import { fieldName } from '../../mapping/model';
import { rowAtPath } from '../../mapping/paths';
import { hasFocusedRow, highlight, useMappingStore } from '../context';

/** Highlights the field at a path of the payload; undefined ends that. */
export function useHighlightPath(): (path: FieldPath | undefined) => void {
  const store = useMappingStore();
  return useCallback(
    (path) => {
      if (hasFocusedRow()) return;
      if (path === undefined || path.length === 0) highlight.set(undefined);
      else highlight.set({ row: rowAtPath(store.get().draft.rows, path)?.id, path, by: 'payload' });
    },
    [store],
  );
}

/** Goes to the field at a path of the payload; to none if several fields make the value there. */
export function useGoToPath(onGoToField: (id: number) => void): (path: FieldPath) => void {
  const store = useMappingStore();
  return (path) => {
    const row = rowAtPath(store.get().draft.rows, path);
    if (row !== undefined) onGoToField(row.id);
  };
}

/** Sends the field at a path as a string. Undefined if its column does not allow that, or is sent so already. */
export function useSendAsString(): (path: FieldPath) => (() => void) | undefined {
  const store = useMappingStore();
  return useCallback(
    (path) => {
      const { draft, columns } = store.get();
      const row = rowAtPath(draft.rows, path);
      if (row?.value.kind !== 'column' || row.value.as === 'string') return undefined;
      const { id, value } = row;
      const allowed = columns.get(value.column)?.casts.includes('string') ?? false;
      return allowed ? () => store.dispatch({ type: 'cast', id, as: 'string' }) : undefined;
    },
    [store],
  );
}

/** The field of the mapping that an issue is about. */
export interface IssueField {
  id: number;
  name: string;
  /** The column whose whole value it sends; undefined for any other value. */
  column: string | undefined;
}

/** Finds fields by their index in the mapping that was sent. `fieldIds` are the ids of its fields. */
export function useIssueField(rowIds: readonly number[]): (index: number) => IssueField | undefined {
  const store = useMappingStore();
  return (index) => {
    const row = store.get().draft.rows.find(({ id }) => id === rowIds[index]);
    if (row === undefined) return undefined;
    const { id, value } = row;
    const column = value.kind === 'column' && value.at === undefined ? value.column : undefined;
    return { id, name: row.to || fieldName(row), column };
  };
}
