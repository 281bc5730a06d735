import { Cast, Conditions, Step, type RelationName, type Server } from '@rowhook/contracts';
import { z } from 'zod';
import { isLoopback } from '../lib/host';
import { equal } from '../lib/objects';
import { relationKey } from '../lib/relation';
import type { SourceName } from '../lib/source';
import { browserStorage, keptStore, tabStorage } from '../lib/storage';
import type { Store } from '../lib/store';
import type { History, HistoryEntry } from '../mapping/history';
import type { Draft, DraftField } from '../mapping/model';
import type { TargetField } from '../mapping/target';
import { ReceiverSchema } from './schema/receiver-schema';

/** The prefixes of the keys in localStorage, and in sessionStorage for the history. */
export const DRAFT = 'rowhook.draft ';
export const TARGET = 'rowhook.target ';
export const SCHEMA = 'rowhook.schema ';
export const DISMISSED = 'rowhook.dismissed ';
const HISTORY = 'rowhook.history ';

/** Names a database, without naming it in clear. All names of the loopback host are the same host. */
export function databaseKey({ host, port, database }: Pick<Server, 'host' | 'port' | 'database'>): string {
  const server = isLoopback(host) ? 'localhost' : host.toLowerCase().replace(/\.$/, '');
  return `${hash(JSON.stringify([server, port]))}/${hash(database)}`;
}

/** The key of a source in a database. */
export function storageKey(database: string, name: SourceName): string {
  return `${database} ${sourceKey(name)}`;
}

/** No relation has this key, because no schema of Postgres has an empty name. */
const QUERY_KEY = '["","query"]';

/** A unique text for a source of a database. */
export function sourceKey(name: SourceName): string {
  return name === 'query' ? QUERY_KEY : relationKey(name);
}

/** The source with this key; undefined if the text is not a key. */
function sourceWithKey(key: string): SourceName | undefined {
  if (key === QUERY_KEY) return 'query';
  const relation = RelationKey.safeParse(parseJson(key)).data;
  return relation && { schema: relation[0], name: relation[1] };
}

/** The keys of drafts of a source with this name: in a database of this name on any host, or in any database. */
export function draftsOf(name: SourceName, database?: string): string[] {
  const suffix = ` ${sourceKey(name)}`;
  const end = database === undefined ? suffix : database.slice(database.indexOf('/')) + suffix;
  return browserStorage
    .keys(DRAFT)
    .filter((key) => key.endsWith(end))
    .map((key) => key.slice(DRAFT.length));
}

/** FNV-1a. */
function hash(text: string): string {
  let value = 0x811c9dc5;
  for (const character of text) value = Math.imul(value ^ (character.codePointAt(0) ?? 0), 0x01000193);
  return (value >>> 0).toString(16);
}

const Constant = z.looseObject({
  kind: z.enum(['text', 'number', 'boolean', 'null', 'json']),
  text: z.string(),
});
const OnNull = z.union([z.enum(['keep', 'omit', 'error']), z.looseObject({ default: Constant })]);
/** Also the steps that the editor has while they are unfinished: no text to replace, and a lookup beyond the limit. */
const Steps = z.array(
  z.union([
    Step,
    z.strictObject({ replace: z.tuple([z.string(), z.string()]) }),
    z.strictObject({
      lookup: z.strictObject({ values: z.record(z.string(), z.json()), default: z.json().optional() }),
    }),
  ]),
);
const Value = z.discriminatedUnion('kind', [
  z.looseObject({
    kind: z.literal('column'),
    column: z.string(),
    at: z.string().exactOptional(),
    steps: Steps.exactOptional(),
    as: Cast.exactOptional(),
  }),
  z.looseObject({ kind: z.literal('constant'), constant: Constant }),
  z.looseObject({ kind: z.literal('template'), template: z.string(), steps: Steps.exactOptional() }),
]);

const Field = z.looseObject({ id: z.number(), to: z.string(), value: Value, onNull: OnNull.exactOptional() });

const CurrentDraft = z.looseObject({ onNull: OnNull.exactOptional(), fields: z.array(Field) });

/** A draft of version 0.2, which called fields `rows`. */
const DraftOfVersion02 = z
  .looseObject({ onNull: OnNull.exactOptional(), rows: z.array(Field) })
  .transform(({ rows, ...rest }) => ({ ...rest, fields: rows }));

/** A draft as it is stored, with its unfinished fields and the exact text of its constants. */
const StoredDraft = z.object({ savedAt: z.number(), draft: z.union([CurrentDraft, DraftOfVersion02]) });

/** The drafts of a history share most of their fields, so an entry has the indexes of its fields. */
const Entries = z.array(
  z.looseObject({
    name: z.string(),
    where: Conditions.exactOptional(),
    onNull: OnNull.exactOptional(),
    fields: z.array(z.number()),
  }),
);
const StoredHistory = z.object({
  current: z.string(),
  fields: z.array(Field),
  past: Entries,
  future: Entries,
});
const RelationKey = z.tuple([z.string(), z.string()]);
const StoredNotes = z.array(z.string());
const StoredTarget = z
  .array(
    z.tuple([
      z.array(z.union([z.string(), z.number()])).min(1),
      z.enum(['string', 'number', 'boolean', 'null', 'list', 'object']),
    ]),
  )
  .min(1);

function readStored(key: string) {
  return StoredDraft.safeParse(browserStorage.readJson(DRAFT + key)).data;
}

export function readDraft(key: string): Draft | undefined {
  return readStored(key)?.draft;
}

/** Whether a draft is stored. Another tab may have forgotten it. */
export function hasDraft(key: string): boolean {
  return browserStorage.read(DRAFT + key) !== undefined;
}

/** The newest draft of the same table in a database of the same name: the host may be spelled in another way. */
export function draftOfOtherHost(database: string, relation: RelationName): Draft | undefined {
  const stored = draftsOf(relation, database).flatMap((key) => readStored(key) ?? []);
  return stored.sort((a, b) => b.savedAt - a.savedAt)[0]?.draft;
}

export function writeDraft(key: string, draft: Draft): void {
  browserStorage.keep(DRAFT + key, JSON.stringify({ savedAt: Date.now(), draft }));
}

/** Deletes what is stored for a source: draft, history, target, the receiver's schema and dismissed notes. Keeps the source itself. */
export function forgetStored(key: string): void {
  for (const kept of [DRAFT, TARGET, SCHEMA, DISMISSED]) browserStorage.keep(kept + key, undefined);
  tabStorage.keep(HISTORY + key, undefined);
}

/** The sources of a database that have a draft, the one edited last first. */
export function recentDrafts(database: string): SourceName[] {
  const start = `${DRAFT + database} `;
  return browserStorage
    .keys(start)
    .flatMap((key) => {
      const name = sourceWithKey(key.slice(start.length));
      const savedAt = readStored(key.slice(DRAFT.length))?.savedAt;
      return name === undefined || savedAt === undefined ? [] : [{ name, savedAt }];
    })
    .sort((a, b) => b.savedAt - a.savedAt)
    .map(({ name }) => name);
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** As many edits as fit into the storage of a browser, also with many columns. */
const STORED_ENTRIES_MAX = 50;

export function writeHistory(key: string, { draft, past, future }: History): void {
  if (past.length + future.length === 0) return;
  const indexes = new Map<DraftField, number>();
  const entryOf = ({ draft: { fields, ...rest }, ...entry }: HistoryEntry) => ({
    ...rest,
    ...entry,
    fields: fields.map((field) => {
      if (!indexes.has(field)) indexes.set(field, indexes.size);
      return indexes.get(field);
    }),
  });
  const entries = {
    past: past.slice(-STORED_ENTRIES_MAX).map(entryOf),
    future: future.slice(-STORED_ENTRIES_MAX).map(entryOf),
  };
  tabStorage.keep(
    HISTORY + key,
    JSON.stringify({ ...entries, fields: [...indexes.keys()], current: JSON.stringify(draft) }),
  );
}

/** The history of a draft; undefined if the one that is stored is of another draft. */
export function readHistory(key: string, draft: Draft): Pick<History, 'past' | 'future'> | undefined {
  const stored = StoredHistory.safeParse(tabStorage.readJson(HISTORY + key)).data;
  if (stored === undefined || !equal(parseJson(stored.current), draft)) return undefined;
  const entryOf = ({ name, where, fields, ...rest }: z.infer<typeof Entries>[number]): HistoryEntry => ({
    name,
    ...(where === undefined ? {} : { where }),
    draft: { ...rest, fields: fields.flatMap((index) => stored.fields[index] ?? []) },
  });
  return { past: stored.past.map(entryOf), future: stored.future.map(entryOf) };
}

/** The values of a pasted example may be personal data, so only paths and types are stored. */
export function keptTarget(key: string): Store<readonly TargetField[] | undefined> {
  return keptStore<readonly TargetField[] | undefined>(
    TARGET + key,
    (json) => StoredTarget.safeParse(json).data?.map(([path, type]) => ({ path, type })),
    (target) => target?.map(({ path, type }) => [path, type]),
  );
}

export function keptSchema(key: string): Store<ReceiverSchema | undefined> {
  return keptStore(SCHEMA + key, (json) => ReceiverSchema.safeParse(json).data);
}

/** The keys of dismissed notes. */
export function keptDismissed(key: string): Store<readonly string[]> {
  return keptStore<readonly string[]>(DISMISSED + key, (json) => StoredNotes.safeParse(json).data ?? []);
}
