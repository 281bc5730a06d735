import { formatFieldPath, type FieldPath } from '@rowhook/contracts';
import { Columns3, Combine, Quote, type LucideIcon } from 'lucide-react';
import type { Command } from '../lib/commands';
import { createStore } from '../lib/store';
import { navigate, urlState } from '../lib/url-state';
import { NEW_KEY } from '../mapping/edits';
import type { Draft } from '../mapping/model';
import { freePath, freeVariant, nextIndex, ownKey, pathsOf } from '../mapping/paths';
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

/** The path and the place of a new field: where the tree's selection is, otherwise at the end. */
function newField(name: string, draft: Draft): { to: string; after?: number | undefined; nested: boolean } {
  const place = insertPlace.get();
  if (place === undefined) return { to: freePath(name, draft), nested: false };
  const { kind, path, after } = place;
  const taken = pathsOf(draft.fields);
  const to =
    kind === 'list' ? [...path, nextIndex(path, taken)] : freeVariant([...path, ownKey(name)], taken);
  return { to: formatFieldPath(to), after, nested: path.length > 0 };
}

/** Ways to add a field, in the order of the menu. */
export const addCommands: readonly (Command<MappingStore> & { hint: string; icon: LucideIcon })[] = [
  {
    label: 'Column',
    hint: 'Any column, even one already used',
    icon: Columns3,
    shortcuts: [],
    isEnabled: () => true,
    run: (store) => {
      const { to, after, nested } = newField(NEW_KEY, store.get().draft);
      store.add({ to: nested ? to : '', value: { kind: 'column', column: '' } }, 'value', after);
    },
  },
  {
    label: 'Fixed value',
    hint: 'The same in every payload',
    icon: Quote,
    shortcuts: [],
    isEnabled: () => true,
    run: (store) => {
      const { to, after } = newField('value', store.get().draft);
      store.add({ to, value: { kind: 'constant', constant: { kind: 'text', text: '' } } }, 'value', after);
    },
  },
  {
    label: 'Combine columns',
    hint: 'A text such as {first_name} {last_name}',
    icon: Combine,
    shortcuts: [],
    isEnabled: () => true,
    run: (store) => {
      const { to, after } = newField('text', store.get().draft);
      store.add({ to, value: { kind: 'template', template: '' } }, 'value', after);
    },
  },
];

export const mappingCommands: readonly Command<MappingStore>[] = [
  nextRow,
  previousRow,
  undo,
  redo,
  checkAllRows,
  ...addCommands,
];
