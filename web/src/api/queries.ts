import {
  ROWS_LIMIT,
  type CheckedPreview,
  type endpoints,
  type EndpointName,
  type Mapping,
  type Description,
  type RelationName,
  type RequestOf,
  type ResponseOf,
  type Rows,
  type Sample,
  type Source,
} from '@rowhook/contracts';
import { QueryClient, queryOptions, skipToken, useQueryClient, type QueryKey } from '@tanstack/react-query';
import { createTextNumbers } from '../lib/text-numbers';
import { call, withMapping, type SentSchema } from './client';
import type { ApiError } from './errors';

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

/** The sample of one source: `session` is the number of the connection. */
export interface SampleInput {
  session: number;
  source: Source;
  rows: Rows;
}

export interface PreviewInput extends SampleInput {
  mapping: Mapping;
  /** The mapping as text, with every constant as typed. */
  mappingText: string;
  /** The receiver's schema, if there is one. */
  schema?: SentSchema | undefined;
  /** Ids of the mapping's fields, in their order. */
  fieldIds: readonly number[];
  /** When the sample was taken that the preview is to be made of. */
  takenAt: string;
}

/** A preview with the input that it was made from. */
export interface PreviewResult {
  input: PreviewInput;
  preview: CheckedPreview;
  /** From the request to the answer, as the page saw it. */
  elapsedMs: number;
}

/** What a run of a query gave. */
export interface RunResult {
  source: Source;
  description: Description;
  sample: Sample;
  /** From the first request to the last answer, as the page saw it. */
  elapsedMs: number;
}

interface ColumnValuesInput extends SampleInput {
  takenAt: string;
  column: string;
}

/** Kinds of queries whose answers belong to one connection. */
type SessionQuery = 'relations' | 'relation' | 'description' | 'run' | 'sample' | 'preview' | 'column values';

/** The keys of all queries of a kind that belong to one connection. */
export const queryKey = (kind: SessionQuery, input: { session: number }) => [kind, input] as const;

/** More mappings than those whose previews are in the cache. */
const numberOf = createTextNumbers(50);

/** Every render computes the hash of a key, so numbers stand for long texts: that of the mapping stands for the mapping too. */
const previewKey = ({ mapping: _, mappingText, fieldIds, schema, ...rest }: PreviewInput) => ({
  ...rest,
  mapping: numberOf(mappingText),
  fieldIds: numberOf(fieldIds.join()),
  schema: schema?.id,
});

const settings = queryOptions({
  queryKey: ['settings'],
  queryFn: ({ signal }) => call('settings', {}, { signal }),
});

/** Calls an endpoint, waiting for as long as the gateway's settings say it may take. */
export function request<Name extends EndpointName>(
  { client, signal }: { client: QueryClient; signal?: AbortSignal },
  name: Name,
  input: RequestOf<(typeof endpoints)[Name]>,
  bodyText?: string,
): Promise<ResponseOf<(typeof endpoints)[Name]>> {
  const answersWithinMs = client.getQueryData(settings.queryKey)?.answersWithinMs;
  return call(name, input, { signal, answersWithinMs, bodyText });
}

const VALUE_START = '{"v":';
const VALUE_END = '}';

/** Key and function of every query. */
export const queries = {
  settings,

  relations: (input: { session: number; system: boolean }) =>
    queryOptions({
      queryKey: queryKey('relations', input),
      queryFn: (context) =>
        request(context, 'listRelations', { query: { system: input.system ? 'true' : 'false' } }),
      select: ({ relations }) => relations,
    }),

  /** One relation with its columns; idle without a relation. */
  relation: (session: number, relation: RelationName | undefined) =>
    queryOptions({
      queryKey: queryKey('relation', { session, ...relation }),
      queryFn:
        relation === undefined
          ? skipToken
          : (context) => request(context, 'getRelation', { query: relation }),
    }),

  /** The columns and the key of a source; idle without a source. */
  description: (session: number, source: Source | undefined) =>
    queryOptions({
      queryKey: queryKey('description', { session, ...source }),
      queryFn:
        source === undefined ? skipToken : (context) => request(context, 'describeSource', { body: source }),
    }),

  /** Describes a query and reads its first rows. Both are cached for the mapping. Idle without a source. */
  run: (session: number, source: Source | undefined) =>
    queryOptions({
      queryKey: queryKey('run', { session, ...source }),
      queryFn:
        source === undefined
          ? skipToken
          : async (context): Promise<RunResult> => {
              const { client } = context;
              const started = performance.now();
              const description = await request(context, 'describeSource', { body: source });
              const rows: Rows = { limit: ROWS_LIMIT.default, pick: 'first' };
              const sample = await request(context, 'takeSample', {
                body: { ...source, rows, refresh: true },
              });
              client.setQueryData(queries.description(session, source).queryKey, description);
              client.setQueryData(queries.sample({ session, source, rows }).queryKey, sample);
              return { source, description, sample, elapsedMs: performance.now() - started };
            },
    }),

  /** `refresh` reads the rows from the database again. The key is the same. */
  sample: (input: SampleInput, refresh = false) =>
    queryOptions({
      queryKey: queryKey('sample', input),
      queryFn: (context) =>
        request(context, 'takeSample', {
          body: { ...input.source, rows: input.rows, ...(refresh ? { refresh } : {}) },
        }),
      gcTime: 60_000,
    }),

  /** Idle without an input. A newer input aborts an older one, whose answer never replaces the newer one. */
  preview: (session: number, input: PreviewInput | undefined) =>
    queryOptions({
      queryKey: queryKey('preview', input === undefined ? { session } : previewKey(input)),
      queryFn:
        input === undefined
          ? skipToken
          : async (context): Promise<PreviewResult> => {
              const { source, rows, mapping, mappingText, schema } = input;
              const started = performance.now();
              const bodyText = withMapping({ ...source, rows }, mappingText, schema);
              const preview = await request(
                context,
                'createPreview',
                { body: { ...source, rows, mapping } },
                bodyText,
              );
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
      queryFn: async (context): Promise<string[]> => {
        const { source, rows, column } = input;
        const mapping: Mapping = { version: 1, fields: [{ to: 'v', column, onNull: 'omit' }] };
        const { payloads } = await request(context, 'createPreview', { body: { ...source, rows, mapping } });
        return payloads.flatMap(({ body }) =>
          body?.startsWith(VALUE_START) === true ? [body.slice(VALUE_START.length, -VALUE_END.length)] : [],
        );
      },
      gcTime: 60_000,
    }),
};

/** Aborts the requests of all queries below the keys; nothing asks again until it is told to. */
export function useCancel(...keys: QueryKey[]): () => void {
  const queryClient = useQueryClient();
  return () => {
    for (const each of keys) void queryClient.cancelQueries({ queryKey: each });
  };
}

/** Whether a query was cancelled before its answer arrived. */
export function wasCancelled(query: {
  isPending: boolean;
  isPlaceholderData: boolean;
  fetchStatus: 'fetching' | 'paused' | 'idle';
}): boolean {
  return query.fetchStatus === 'idle' && (query.isPending || query.isPlaceholderData);
}
