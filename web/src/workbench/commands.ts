import { formatFieldPath, type FieldPath } from '@rowhook/contracts';
import { Columns3, Combine, Quote, type LucideIcon } from 'lucide-react';
import type { Command } from '../lib/commands';
import { createStore } from '../lib/store';
import { navigate, urlState } from '../lib/url-state';
import { NEW_KEY } from '../mapping/edits';
import type { FieldValue } from '../mapping/model';
import { freeVariant, nextIndex, ownKey, pathsOf } from '../mapping/paths';
import { checkOf } from './check/check';
import type { MappingStore } from './store';

/** The commands of a mapping and its payloads. */
export const undo: Command<MappingStore> = {
  label: 'Undo',
  shortcuts: [{ key: 'z', ctrl: true }],
  isEnabled: (store) => store.get().past.length > 0,
  run: (store) => store.dispatch({ type: 'undo' }),
};

export const redo: Command<MappingStore> = {
  label: 'Redo',
  shortcuts: [
    { key: 'z', ctrl: true, shift: true },
    { key: 'y', ctrl: true },
  ],
  isEnabled: (store) => store.get().future.length > 0,
  run: (store) => store.dispatch({ type: 'redo' }),
};

export const nextRow: Command<MappingStore> = {
  label: 'Next row',
  shortcuts: [{ key: 'j' }],
  isEnabled: (store) => shownRow(store) < store.payloadCount.get() - 1,
  run: (store) => navigate({ row: shownRow(store) + 1 }),
};

export const previousRow: Command<MappingStore> = {
  label: 'Previous row',
  shortcuts: [{ key: 'k' }],
  isEnabled: (store) => shownRow(store) > 0,
  run: (store) => navigate({ row: shownRow(store) - 1 }),
};

export const checkAllRows: Command<MappingStore> = {
  label: 'Check all rows',
  shortcuts: [{ key: 'Enter', ctrl: true }],
  isEnabled: (store) => checkOf(store).state.get().running === undefined,
  run: (store) => checkOf(store).start(),
};

/** Index of the payload shown. The URL may name a row that there is not. */
function shownRow({ payloadCount }: MappingStore): number {
  return Math.min(urlState.get().row, Math.max(0, payloadCount.get() - 1));
}

/** Where the tree adds a field: in an object or a list, behind a field. */
interface InsertPlace {
  kind: 'object' | 'list';
  path: FieldPath;
  after: number | undefined;
}

/** Undefined while there is no tree. */
export const insertPlace = createStore<InsertPlace | undefined>(undefined);

/** A field that can be added. */
interface NewField {
  label: string;
  about: string;
  icon: LucideIcon;
  /** The key of its path. */
  name: string;
  value: FieldValue;
}

/** In the order of the menu. */
export const newFields: readonly NewField[] = [
  {
    label: 'Column',
    about: 'Any column, even one already used',
    icon: Columns3,
    name: NEW_KEY,
    value: { kind: 'column', column: '' },
  },
  {
    label: 'Fixed value',
    about: 'The same in every payload',
    icon: Quote,
    name: 'value',
    value: { kind: 'constant', constant: { kind: 'text', text: '' } },
  },
  {
    label: 'Combine columns',
    about: 'A text such as {first_name} {last_name}',
    icon: Combine,
    name: 'text',
    value: { kind: 'template', template: '' },
  },
];

/** Adds a field where the tree's selection is, otherwise at the end. */
export function addField(store: MappingStore, { name, value }: NewField): void {
  const { kind, path, after } = insertPlace.get() ?? { kind: 'object', path: [], after: undefined };
  const taken = pathsOf(store.get().draft.fields);
  const to =
    kind === 'list' ? [...path, nextIndex(path, taken)] : freeVariant([...path, ownKey(name)], taken);
  // At the top level, a column gives its field the path once it is chosen.
  const isNamedLater = value.kind === 'column' && path.length === 0;
  store.add({ to: isNamedLater ? '' : formatFieldPath(to), value }, 'value', after);
}

export const mappingCommands: readonly Command<MappingStore>[] = [
  nextRow,
  previousRow,
  undo,
  redo,
  checkAllRows,
];
