import {
  ROWS_LIMIT,
  type CheckedPreview,
  type Mapping,
  type Description,
  type RelationName,
  type Rows,
  type Sample,
  type Source,
} from '@rowhook/contracts';
import { QueryClient, queryOptions, skipToken, useQueryClient } from '@tanstack/react-query';
import { call, callWithText, setTimeLimit, withMapping, type SentSchema } from './client';
import type { ApiError } from './errors';
import { session } from './session';
import { createTextNumbers } from './text-numbers';

declare module '@tanstack/react-query' {
  interface Register {
    defaultError: ApiError;
  }
}

/** Errors are shown with what to do about them, so nothing is retried behind the user's back. */
export function createQueryClient(): QueryClient {
  return new QueryClient({
    defaultOptions: {
      queries: {
        // The gateway is usually on this machine, which the browser's idea of being offline says nothing about.
        networkMode: 'always',
        retry: false,
        refetchOnWindowFocus: false,
        refetchOnReconnect: false,
        staleTime: Infinity,
      },
      mutations: { networkMode: 'always' },
    },
  });
}

export interface SampleInput {
  source: Source;
  rows: Rows;
}

export interface PreviewInput extends SampleInput {
  /** The text of the mapping, with every constant as typed. */
  mappingText: string;
  schema?: SentSchema | undefined;
  /** Ids of the mapping's fields, in their order. */
  fieldIds: readonly number[];
  /** When the sample was taken that the preview is to be made of. */
  takenAt: string;
}

export interface PreviewResult {
  input: PreviewInput;
  preview: CheckedPreview;
  /** From the request to the response, as the page saw it. */
  elapsedMs: number;
}

export interface RunResult {
  source: Source;
  description: Description;
  sample: Sample;
  /** From the first request to the last response, as the page saw it. */
  elapsedMs: number;
}

interface ColumnValuesInput extends SampleInput {
  takenAt: string;
  column: string;
}

/** Kinds of queries whose responses belong to one connection. */
type SessionQuery = 'relations' | 'relation' | 'description' | 'run' | 'sample' | 'preview' | 'column values';

/** The key of a query of the current session. A new session renders all of the app again. */
const queryKey = (kind: SessionQuery, input: object = {}) =>
  [kind, { session: session.get().number, ...input }] as const;

/** Numbers mapping texts and lists of field ids. If one is forgotten, its preview is requested again. */
const numberOf = createTextNumbers(50);

/** Every render computes the hash of a key, so numbers stand for long texts. */
const previewKey = ({ mappingText, fieldIds, schema, ...rest }: PreviewInput) => ({
  ...rest,
  mapping: numberOf(mappingText),
  fieldIds: numberOf(fieldIds.join()),
  schema: schema?.id,
});

const settings = queryOptions({
  queryKey: ['settings'],
  queryFn: async ({ signal }) => {
    const settings = await call('settings', {}, signal);
    setTimeLimit(settings.timeLimitMs);
    return settings;
  },
  // No error is shown, and without settings the page would not offer the demo database.
  retry: true,
});

const VALUE_START = '{"v":';
const VALUE_END = '}';

/** Key and function of every query. */
export const queries = {
  settings,

  relations: (system: boolean) =>
    queryOptions({
      queryKey: queryKey('relations', { system }),
      queryFn: ({ signal }) =>
        call('listRelations', { query: { system: system ? 'true' : 'false' } }, signal),
      select: ({ relations }) => relations,
    }),

  /** One relation with its columns; idle without a relation. */
  relation: (relation: RelationName | undefined) =>
    queryOptions({
      queryKey: queryKey('relation', relation),
      queryFn:
        relation === undefined ? skipToken : ({ signal }) => call('getRelation', { query: relation }, signal),
    }),

  /** The columns and the key of a source; idle without a source. */
  description: (source: Source | undefined) =>
    queryOptions({
      queryKey: queryKey('description', source),
      queryFn:
        source === undefined ? skipToken : ({ signal }) => call('describeSource', { body: source }, signal),
    }),

  /** Describes a query and reads its first rows. Both are cached for the mapping. Idle without a source. */
  run: (source: Source | undefined) =>
    queryOptions({
      queryKey: queryKey('run', source),
      queryFn:
        source === undefined
          ? skipToken
          : async ({ client, signal }): Promise<RunResult> => {
              const started = performance.now();
              const rows: Rows = { limit: ROWS_LIMIT.default, pick: 'first' };
              // The session may be another one when the responses arrive.
              const descriptionKey = queries.description(source).queryKey;
              const sampleKey = queries.sample({ source, rows }).queryKey;
              const description = await call('describeSource', { body: source }, signal);
              const sample = await call('takeSample', { body: { ...source, rows, refresh: true } }, signal);
              client.setQueryData(descriptionKey, description);
              client.setQueryData(sampleKey, sample);
              return { source, description, sample, elapsedMs: performance.now() - started };
            },
    }),

  /** `refresh` reads the rows from the database again. The key is the same. */
  sample: (input: SampleInput, refresh = false) =>
    queryOptions({
      queryKey: queryKey('sample', input),
      queryFn: ({ signal }) => {
        const { source, rows } = input;
        return call('takeSample', { body: { ...source, rows, ...(refresh ? { refresh } : {}) } }, signal);
      },
      gcTime: 60_000,
    }),

  /** Idle without an input. A newer input aborts an older one, whose response never replaces the newer one. */
  preview: (input: PreviewInput | undefined) =>
    queryOptions({
      queryKey: queryKey('preview', input && previewKey(input)),
      queryFn:
        input === undefined
          ? skipToken
          : async ({ signal }): Promise<PreviewResult> => {
              const { source, rows, mappingText, schema } = input;
              const started = performance.now();
              const bodyText = withMapping({ ...source, rows }, mappingText, schema);
              const preview = await callWithText('createPreview', bodyText, signal);
              return { input, preview, elapsedMs: performance.now() - started };
            },
      gcTime: 10_000,
    }),

  /**
   * The whole JSON text of one column in each row of the sample where it is not NULL; a sample's own cells are cut. A
   * preview of that column alone has them, and is made from the rows that the engine keeps.
   */
  columnValues: (input: ColumnValuesInput) =>
    queryOptions({
      queryKey: queryKey('column values', input),
      queryFn: async ({ signal }): Promise<string[]> => {
        const { source, rows, column } = input;
        const mapping: Mapping = { version: 1, fields: [{ to: 'v', column, onNull: 'omit' }] };
        const { payloads } = await call('createPreview', { body: { ...source, rows, mapping } }, signal);
        return payloads.flatMap(({ body }) =>
          body?.startsWith(VALUE_START) === true ? [body.slice(VALUE_START.length, -VALUE_END.length)] : [],
        );
      },
      gcTime: 60_000,
    }),
};

/** Aborts the requests of all queries of these kinds; nothing asks again until it is told to. */
export function useCancel(...kinds: SessionQuery[]): () => void {
  const queryClient = useQueryClient();
  return () => {
    for (const kind of kinds) void queryClient.cancelQueries({ queryKey: [kind] });
  };
}

/** Whether a query was cancelled before its response arrived. */
export function wasCancelled(query: {
  isPending: boolean;
  isPlaceholderData: boolean;
  fetchStatus: 'fetching' | 'paused' | 'idle';
}): boolean {
  return query.fetchStatus === 'idle' && (query.isPending || query.isPlaceholderData);
}
