import { Cast, sourceOf, type Mapping, type RelationDetail, type RelationName } from '@rowhook/contracts';
import { z } from 'zod';
import { tabStorage } from '../lib/storage';
import { createSources, type Sources } from '../lib/source';
import { fromMapping } from '../mapping/document';
import type { Draft } from '../mapping/model';
import { DISMISSED, DRAFT, TARGET, tableKey } from './storage-keys';
import { createMappingStore, type MappingStore, type Target } from './store';

/** The mappings of this page, one for each table of each database. */
export interface Mappings {
  /** The mapping of a table: as it was left on this page or before a reload, otherwise the default mapping. */
  storeOf: (database: string, detail: RelationDetail) => MappingStore;
  /** Replaces the mapping of a table that is not on screen. */
  open: (database: string, relation: RelationName, mapping: Mapping, text?: string) => void;
  /** Writes what changed in the last moments. */
  flush: () => void;
}

/** After an edit, writing waits this long for the next one. */
const DELAY_MS = 300;

/**
 * Keeps the mappings in sessionStorage while they change: field paths, column names and constants, but no cell and no
 * connection.
 */
export function createMappings(sources: Sources = createSources()): Mappings {
  const stores = new Map<string, MappingStore>();
  const pending = new Map<string, () => void>();
  const flush = () => {
    for (const write of pending.values()) write();
    pending.clear();
  };
  const save = (key: string, write: () => void) => {
    if (pending.size === 0) setTimeout(flush, DELAY_MS);
    pending.set(key, write);
  };
  const watch = (key: string, store: MappingStore) => {
    let { draft } = store.get();
    store.subscribe(() => {
      if (store.get().draft === draft) return;
      ({ draft } = store.get());
      save(key, () => writeDraft(key, draft));
    });
    store.target.subscribe(() => {
      const target = store.target.get()?.map(({ path, type }) => [path, type]);
      tabStorage.keep(TARGET + key, target && JSON.stringify(target));
    });
    store.dismissed.subscribe(() =>
      tabStorage.keep(DISMISSED + key, JSON.stringify([...store.dismissed.get()])),
    );
  };
  return {
    flush,
    storeOf: (database, { schema, name, columns }) => {
      const relation = { schema, name };
      const key = tableKey(database, relation);
      const known = stores.get(key);
      if (known !== undefined) return known;
      const stored = {
        draft: readDraft(key),
        target: readTarget(key),
        dismissed: StoredNotes.safeParse(tabStorage.readJson(DISMISSED + key)).data,
      };
      const store = createMappingStore(relation, columns, stored, sources.of(key, relation));
      watch(key, store);
      stores.set(key, store);
      return store;
    },
    open: (database, relation, mapping, text) => {
      const key = tableKey(database, relation);
      const known = stores.get(key);
      const source = sourceOf(mapping);
      if (source !== undefined) sources.of(key, relation).set(source);
      let id = 0;
      if (known === undefined)
        writeDraft(
          key,
          fromMapping(mapping, () => ++id, text),
        );
      else known.open(mapping, 'open a mapping', text);
    },
  };
}

const Constant = z.looseObject({
  kind: z.enum(['text', 'number', 'boolean', 'null', 'json']),
  text: z.string(),
});
const OnNull = z.union([z.enum(['keep', 'omit', 'error']), z.looseObject({ default: Constant })]);
const Value = z.discriminatedUnion('kind', [
  z.looseObject({
    kind: z.literal('column'),
    column: z.string(),
    at: z.string().exactOptional(),
    as: Cast.exactOptional(),
  }),
  z.looseObject({ kind: z.literal('constant'), constant: Constant }),
  z.looseObject({ kind: z.literal('template'), template: z.string() }),
]);

/** A draft as it is stored: unfinished fields and the exact text of constants included. */
const StoredDraft = z.looseObject({
  onNull: OnNull.exactOptional(),
  rows: z.array(
    z.looseObject({ id: z.number(), to: z.string(), value: Value, onNull: OnNull.exactOptional() }),
  ),
});
const StoredNotes = z.array(z.string());
const StoredTarget = z
  .array(
    z.tuple([
      z.array(z.union([z.string(), z.number()])).min(1),
      z.enum(['string', 'number', 'boolean', 'null', 'list', 'object']),
    ]),
  )
  .min(1);

function readDraft(key: string): Draft | undefined {
  return StoredDraft.safeParse(tabStorage.readJson(DRAFT + key)).data;
}

function writeDraft(key: string, draft: Draft): void {
  tabStorage.keep(DRAFT + key, JSON.stringify(draft));
}

/** The values of a pasted sample may be personal data, so only paths and types are stored. */
function readTarget(key: string): Target {
  return StoredTarget.safeParse(tabStorage.readJson(TARGET + key)).data?.map(([path, type]) => ({
    path,
    type,
  }));
}
