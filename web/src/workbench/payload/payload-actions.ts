import type { FieldPath } from '@rowhook/contracts';
import type { ShortcutHelp } from '../../lib/commands';
import { visibleName } from '../../lib/visible-text';
import { fieldAtPath, pathOf } from '../../mapping/paths';
import { numberAsString } from '../../mapping/fixes';
import { stringCast } from '../../mapping/steps';
import type { MappingStore } from '../store';
import { goToField, hasFocusedField, highlight } from '../ui-state';

/** The shortcuts of the payload, for their list. */
export const payloadHelp: readonly ShortcutHelp[] = [
  ['↑ ↓ · Home End', 'another line, which shows its field in the mapping'],
  ['Enter', 'the field of the line, or the row of the heading'],
];

/** Highlights the field at a path of the payload; undefined ends that. */
export function highlightPath(store: MappingStore, path: FieldPath | undefined): void {
  if (hasFocusedField()) return;
  if (path === undefined || path.length === 0) highlight.set(undefined);
  else highlight.set({ field: fieldAtPath(store.get().draft.fields, path)?.id, path, by: 'payload' });
}

/** Goes to the field at a path of the payload; to none if several fields make the value there. */
export function goToPath(store: MappingStore, path: FieldPath): void {
  const field = fieldAtPath(store.get().draft.fields, path);
  if (field !== undefined) goToField(store, field.id);
}

interface SendAsString {
  label: string;
  send: () => void;
}

/** The action that sends the field at a path as a string. Undefined if it cannot be, or is sent so already. */
export function sendAsStringAction(store: MappingStore, path: FieldPath): SendAsString | undefined {
  const { draft, columns } = store.get();
  const field = fieldAtPath(draft.fields, path);
  if (field === undefined) return undefined;
  const cast = stringCast(field.value, columns);
  const edit = cast === undefined ? numberAsString(field) : { type: 'cast' as const, id: field.id, ...cast };
  // A value inside a json column has no cast of its own: the whole field becomes a string.
  const isWhole = pathOf(field)?.length === path.length;
  return (
    edit && {
      label: isWhole ? 'Send as string' : `Send all of ${visibleName(field.to)} as string`,
      send: () => store.dispatch(edit),
    }
  );
}
