import type { Sample } from '@rowhook/contracts';
import { keepPreviousData, useQuery, useQueryClient, type UseQueryResult } from '@tanstack/react-query';
import { createContext, useContext, useEffect, useMemo, useState } from 'react';
import type { ApiError } from '../api/errors';
import {
  queries,
  queryKey,
  useCancel,
  wasCancelled,
  type PreviewInput,
  type PreviewResult,
  type SampleInput,
  type SentSchema,
} from '../api/queries';
import { equal } from '../lib/objects';
import { useStore } from '../lib/store';
import type { UrlState } from '../lib/url-state';
import { haveSameText } from '../mapping/document';
import { issuesOfPayloads, issuesOfProblem } from '../mapping/issues';
import type { LeftOut } from '../mapping/left-out';
import type { Draft } from '../mapping/model';
import type { SampleOf } from './context';
import { isSchemaError, sentSchema } from './schema/receiver-schema';
import { validFields, type MappingState, type MappingStore } from './store';

/** How far the preview of a mapping has come. */
export interface PreviewState {
  /** The sample on screen, until that of the rows asked for can be shown with its payloads. */
  sample: SampleOf | undefined;
  /** The last successful preview of the sample on screen. */
  result: PreviewResult | undefined;
  /** The fields that are not in the result. */
  leftOut: readonly LeftOut[];
  /** Whether the result was made from another mapping, other rows or another sample than those on screen. */
  stale: boolean;
  /** Index of the payload shown, one that the result has; 0 where it has none. */
  row: number;
  error: ApiError | undefined;
  /** Whether rows or payloads are being read, or reading was cancelled. */
  reading: 'pending' | 'cancelled' | undefined;
  refreshing: boolean;
  cancel: () => void;
  retry: () => void;
  refresh: () => void;
}

export const PreviewContext = createContext<PreviewState | undefined>(undefined);

export function usePreviewState(): PreviewState {
  const preview = useContext(PreviewContext);
  if (preview === undefined) throw new Error('There is no preview around this component.');
  return preview;
}

/**
 * The sample and the preview of a mapping. The sample is read first, so that the preview is made from the same rows.
 * `readColumns` reads the relation's columns again.
 */
export function usePreview(
  session: number,
  store: MappingStore,
  urlState: UrlState,
  readColumns: () => void,
): PreviewState {
  const { limit, pick } = urlState;
  const rows = useMemo(() => ({ limit, pick }), [limit, pick]);
  const source = useStore(store.source);
  const input: SampleInput = { session, source, rows };
  const { sample, refresh: refreshSample, refreshing } = useSample(input);
  const debounced = useDebouncedMapping(store);
  const taken = sample.isPlaceholderData ? undefined : sample.data;
  const schema = useUsableSchema(store);
  const previewInput = taken && { ...input, ...debounced.request, schema, takenAt: taken.takenAt };
  const preview = useQuery(queries.preview(session, previewInput));
  const matches = useMatchingSample(preview.data, sample);

  const [last, setLast] = useState<{ result: PreviewResult; sample: Sample; fields: DebouncedMapping }>();
  if (preview.data !== undefined && taken !== undefined && matches) {
    if (preview.data !== last?.result || debounced !== last.fields)
      setLast({ result: preview.data, sample: taken, fields: debounced });
  }
  const result = last?.result;
  const problem = preview.error?.code === 'mapping_invalid' ? preview.error.problem?.errors : undefined;
  const { rowIds } = debounced.request;
  const refused = useMemo(() => issuesOfProblem(problem ?? [], rowIds), [problem, rowIds]);
  useEffect(() => {
    if (refused.size > 0) store.refuse(debounced.draft.rows, refused);
  }, [debounced.draft, refused, store]);
  const refusedSchema = useRefusedSchema(store, preview.error ?? undefined);
  const error =
    sample.error ?? (refused.size > 0 || refusedSchema ? undefined : (preview.error ?? undefined));
  const sampleCancelled = wasCancelled(sample);
  const cancelled = sampleCancelled || (previewInput !== undefined && wasCancelled(preview));
  // A newer sample is shown together with its payloads, or alone if there will be none.
  const awaited = previewInput !== undefined && error === undefined && !cancelled;
  const shown = last !== undefined && awaited ? last.sample : sample.data;
  const shownRows = shown === last?.sample && result !== undefined ? result.input.rows : rows;
  const sampleOf = useMemo(
    () =>
      shown === undefined || (sample.isPlaceholderData && shown !== last?.sample)
        ? undefined
        : { session, rows: shownRows, takenAt: shown.takenAt, sample: shown },
    [last, sample.isPlaceholderData, session, shown, shownRows],
  );

  const isSameMapping = useStore(
    store,
    (state) => last !== undefined && haveSameText(validFields(state).draft, last.fields.draft),
  );
  const stale =
    result !== undefined &&
    !(
      isSameMapping &&
      result.input.takenAt === taken?.takenAt &&
      result.input.schema?.id === schema?.id &&
      equal(result.input.source, source) &&
      equal(result.input.rows, rows)
    );

  const payloads = result?.preview.payloads;
  const row = Math.min(urlState.row, Math.max(0, (payloads?.length ?? 0) - 1));
  const engineIssues = useMemo(
    () => issuesOfPayloads(payloads ?? [], row, result?.input.rowIds ?? []),
    [payloads, result, row],
  );
  useEffect(() => store.setEngineIssues(engineIssues), [engineIssues, store]);
  const count = payloads?.length ?? 0;
  useEffect(() => store.payloadCount.set(count), [count, store]);

  const cancel = useCancel(queryKey('sample', { session }), queryKey('preview', { session }));
  return {
    sample: sampleOf,
    result,
    leftOut: last?.fields.leftOut ?? [],
    stale,
    row,
    error,
    reading: sample.isFetching || preview.isFetching ? 'pending' : cancelled ? 'cancelled' : undefined,
    refreshing,
    cancel,
    retry: () => {
      if (error?.code === 'schema_changed') readColumns();
      void (sample.error === null && !sampleCancelled ? preview.refetch() : sample.refetch());
    },
    refresh: () => {
      readColumns();
      void refreshSample();
    },
  };
}

/** The receiver's schema; undefined for one that was refused, so that the preview works without it. */
function useUsableSchema(store: MappingStore): SentSchema | undefined {
  const schema = useStore(store.schema);
  const refused = useStore(store.refusedSchema);
  return schema === undefined || schema === refused?.schema ? undefined : sentSchema(schema);
}

/** Whether the preview failed because of the receiver's schema, which then is refused. */
function useRefusedSchema(store: MappingStore, error: ApiError | undefined): boolean {
  useEffect(() => {
    const schema = store.schema.get();
    if (schema !== undefined && isSchemaError(error)) store.refusedSchema.set({ schema, error });
  }, [error, store]);
  return isSchemaError(error);
}

/**
 * Whether a preview was made from the sample that this page has. The engine keeps a sample for some minutes; after that a
 * preview reads other rows, and the page reads those too, once: an engine that keeps no sample would never match.
 */
function useMatchingSample(result: PreviewResult | undefined, sample: UseQueryResult<Sample>): boolean {
  const [readAgain, setReadAgain] = useState<string>();
  const { refetch } = sample;
  const takenAt = result?.input.takenAt;
  const matches = result?.preview.sample.takenAt === takenAt || takenAt === readAgain;
  useEffect(() => {
    if (matches || takenAt === undefined) return;
    void refetch().then(({ data }) => setReadAgain(data?.takenAt ?? takenAt));
  }, [matches, refetch, takenAt]);
  return matches;
}

/** The sample behind the preview. The last sample stays while another one is read; `refresh` reads the rows again. */
function useSample(input: SampleInput) {
  const queryClient = useQueryClient();
  const [refreshing, setRefreshing] = useState(false);
  const sample = useQuery({ ...queries.sample(input), placeholderData: keepPreviousData });
  const refresh = async () => {
    setRefreshing(true);
    try {
      await queryClient.query({ ...queries.sample(input, true), staleTime: 0 });
    } catch {
      // The query itself holds the error, where the page shows it.
    } finally {
      setRefreshing(false);
    }
  };
  return { sample, refresh, refreshing };
}

/** A mapping to preview, and the fields that are not in it. */
export interface DebouncedMapping {
  draft: Draft;
  request: Pick<PreviewInput, 'mapping' | 'mappingText' | 'rowIds'>;
  leftOut: readonly LeftOut[];
}

/** After typing, a preview waits this long for the next key; after a choice it does not wait. */
const TYPING_PAUSE_MS = 150;

/** The valid part of the mapping, after a pause in typing. */
export function useDebouncedMapping(store: MappingStore): DebouncedMapping {
  const [debounced, setDebounced] = useState(() => toDebounced(store.get()));
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    let before = store.get();
    const update = () =>
      setDebounced((previous) => {
        const next = toDebounced(store.get());
        return equal(next, previous) ? previous : next;
      });
    const unsubscribe = store.subscribe(() => {
      const state = store.get();
      const { draft, validation, refused } = before;
      before = state;
      if (state.draft === draft && state.validation === validation && state.refused === refused) return;
      clearTimeout(timer);
      if (state.typed && !state.paused) timer = setTimeout(update, TYPING_PAUSE_MS);
      else update();
    });
    return () => {
      unsubscribe();
      clearTimeout(timer);
    };
  }, [store]);
  return debounced;
}

function toDebounced(state: MappingState): DebouncedMapping {
  const { draft, mapping, text, leftOut } = validFields(state);
  return {
    draft,
    request: { mapping, mappingText: text, rowIds: draft.rows.map(({ id }) => id) },
    leftOut,
  };
}
