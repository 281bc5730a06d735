import { sourceOf, type Mapping } from '@rowhook/contracts';
import { equal } from '../lib/objects';
import type { SourceDetail, SourceName } from '../lib/source';
import { watchOtherTabs } from '../lib/storage';
import type { Draft } from '../mapping/model';
import { createReceiver } from './receiver';
import { createMappingStore, type MappingStore } from './store';
import {
  DRAFT,
  draftOfOtherHost,
  forgetStored,
  hasDraft,
  keptDismissed,
  keptSchema,
  keptTarget,
  readDraft,
  readHistory,
  storageKey,
  writeDraft,
  writeHistory,
} from './stored-drafts';
import type { Sources } from './stored-sources';
import { createWorkbenchState, type WorkbenchState } from './workbench-state';

/** The mappings of this page, one for each source of each database. */
export interface Mappings {
  /**
   * The workbench of a table. Its mapping is as it was left on this page or before a reload, otherwise the default mapping. It
   * takes over the columns.
   */
  workbenchOf: (database: string, detail: Pick<SourceDetail, 'name' | 'columns'>) => WorkbenchState;
  /** Replaces the mapping of a table that is not on screen. */
  open: (database: string, name: SourceName, mapping: Mapping, text?: string) => void;
  /** Whether an opened document waits for its table, which may not exist. */
  isWaiting: (database: string, name: SourceName) => boolean;
  /** Gives the fields of a waiting document to another mapping. */
  useFields: (database: string, name: SourceName, store: MappingStore) => void;
  /** Gives the query the mapping of a table, with its target and the receiver's schema. */
  copyToQuery: (database: string, from: WorkbenchState) => void;
  /** Forgets the workbench of the query and what is stored for it, so that the next query starts with the default mapping. */
  forgetWorkbenchOfQuery: (database: string) => void;
  /** Writes what changed in the last moments. */
  flush: () => void;
}

/** After an edit, writing waits this long for the next one. */
const DELAY_MS = 300;

/**
 * Keeps the mappings in localStorage while they change: field paths, column names and constants, but no cell and no connection.
 * The history is kept in sessionStorage when the page is left.
 */
export function createMappings(sources: Sources): Mappings {
  const workbenches = new Map<string, WorkbenchState>();
  /** Documents opened for tables that were not on screen yet. */
  const openings = new Map<string, { mapping: Mapping; text: string | undefined }>();
  const pending = new Map<string, () => void>();
  const flush = () => {
    for (const write of pending.values()) write();
    pending.clear();
  };
  const save = (key: string, write: () => void) => {
    if (pending.size === 0) setTimeout(flush, DELAY_MS);
    pending.set(key, write);
  };
  /** The drafts that need not be written: stored, about to be stored, or the default. */
  const kept = new Map<string, Draft>();
  const watch = (key: string, store: MappingStore) => {
    kept.set(key, store.get().draft);
    store.subscribe(() => {
      const { draft } = store.get();
      // By content: undoing an edit of the filter after a reload restores an equal draft as another object.
      if (equal(draft, kept.get(key))) return;
      kept.set(key, draft);
      save(key, () => writeDraft(key, draft));
    });
  };
  const followDraft = (key: string, store: MappingStore) => {
    const draft = readDraft(key);
    // An edit of this tab that is not written yet wins: the other tab follows it once it is.
    if (draft === undefined || pending.has(key) || equal(draft, store.get().draft)) return;
    kept.set(key, draft);
    store.follow(draft);
  };
  const forget = (key: string) => {
    workbenches.get(key)?.check.cancel();
    for (const map of [workbenches, openings, pending, kept]) map.delete(key);
  };
  watchOtherTabs((changed) => {
    for (const [key, { mapping }] of workbenches) {
      if (changed !== DRAFT + key) continue;
      if (hasDraft(key)) followDraft(key, mapping);
      else forget(key);
    }
  });
  const workbenchOf: Mappings['workbenchOf'] = (database, { name, columns }) => {
    const key = storageKey(database, name);
    const known = workbenches.get(key);
    if (known !== undefined) {
      known.mapping.setColumns(columns);
      return known;
    }
    const draft = readDraft(key) ?? (name === 'query' ? undefined : draftOfOtherHost(database, name));
    const store = createMappingStore({
      columns,
      draft,
      historyOf: (current) => readHistory(key, current),
      source: sources(database, name),
    });
    watch(key, store);
    const workbench = createWorkbenchState({
      mapping: store,
      receiver: createReceiver({ target: keptTarget(key), schema: keptSchema(key) }),
      dismissedNotes: keptDismissed(key),
    });
    workbenches.set(key, workbench);
    const opening = openings.get(key);
    if (opening !== undefined) store.open(opening.mapping, OPEN_EDIT, opening.text);
    openings.delete(key);
    return workbench;
  };
  return {
    flush: () => {
      flush();
      for (const [key, { mapping }] of workbenches) writeHistory(key, mapping.get());
    },
    workbenchOf,
    open: (database, name, mapping, text) => {
      const key = storageKey(database, name);
      const known = workbenches.get(key);
      if (known !== undefined) {
        known.mapping.open(mapping, OPEN_EDIT, text);
        return;
      }
      openings.set(key, { mapping, text });
      // The columns of a query are read before it has a store.
      const source = sourceOf(mapping);
      if (source?.query !== undefined) sources(database, name).set(source);
    },
    isWaiting: (database, name) => openings.has(storageKey(database, name)),
    useFields: (database, name, store) => {
      const key = storageKey(database, name);
      const opening = openings.get(key);
      if (opening === undefined) return;
      const { version, onNull, fields } = opening.mapping;
      store.open({ version, ...(onNull === undefined ? {} : { onNull }), fields }, OPEN_EDIT, opening.text);
      openings.delete(key);
    },
    copyToQuery: (database, from) => {
      const { columns, draft } = from.mapping.get();
      const query = workbenchOf(database, { name: 'query', columns: [...columns.values()] });
      query.mapping.rebuild('edit as query', (_, newId) => ({
        ...draft,
        fields: draft.fields.map((field) => ({ ...field, id: newId() })),
      }));
      query.receiver.schema.set(from.receiver.schema.get());
      query.receiver.target.set(from.receiver.target.get());
    },
    forgetWorkbenchOfQuery: (database) => {
      const key = storageKey(database, 'query');
      forget(key);
      forgetStored(key);
    },
  };
}

const OPEN_EDIT = 'open a mapping';
