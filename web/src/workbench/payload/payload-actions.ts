import type { FieldPath } from '@rowhook/contracts';
import { useCallback } from 'react';
import { fieldName } from '../../mapping/model';
import { fieldAtPath } from '../../mapping/paths';
import { stringCast } from '../../mapping/steps';
import { hasFocusedField, highlight, useMappingStore } from '../context';

/** Highlights the field at a path of the payload; undefined ends that. */
export function useHighlightPath(): (path: FieldPath | undefined) => void {
  const store = useMappingStore();
  return useCallback(
    (path) => {
      if (hasFocusedField()) return;
      if (path === undefined || path.length === 0) highlight.set(undefined);
      else highlight.set({ field: fieldAtPath(store.get().draft.fields, path)?.id, path, by: 'payload' });
    },
    [store],
  );
}

/** Goes to the field at a path of the payload; to none if several fields make the value there. */
export function useGoToPath(onGoToField: (id: number) => void): (path: FieldPath) => void {
  const store = useMappingStore();
  return (path) => {
    const field = fieldAtPath(store.get().draft.fields, path);
    if (field !== undefined) onGoToField(field.id);
  };
}

/** Sends the field at a path as a string. Undefined if it cannot be, or is sent so already. */
export function useSendAsString(): (path: FieldPath) => (() => void) | undefined {
  const store = useMappingStore();
  return useCallback(
    (path) => {
      const { draft, columns } = store.get();
      const field = fieldAtPath(draft.fields, path);
      const cast = field && stringCast(field.value, columns);
      return cast && (() => store.dispatch({ type: 'cast', id: field.id, ...cast }));
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
export function useIssueField(fieldIds: readonly number[]): (index: number) => IssueField | undefined {
  const store = useMappingStore();
  return (index) => {
    const field = store.get().draft.fields.find(({ id }) => id === fieldIds[index]);
    if (field === undefined) return undefined;
    const { id, value } = field;
    const column = value.kind === 'column' && value.at === undefined ? value.column : undefined;
    return { id, name: field.to || fieldName(field), column };
  };
}
