import type { Mapping, RelationDetail, Sample } from '@rowhook/contracts';
import { keepPreviousData, useQuery, useQueryClient, type UseQueryResult } from '@tanstack/react-query';
import { useEffect, useMemo, useState } from 'react';
import type { ApiError } from '../api/errors';
import {
  queries,
  queryKey,
  useCancel,
  wasCancelled,
  type PreviewResult,
  type SampleInput,
} from '../api/queries';
import { equal } from '../lib/objects';
import { useStore } from '../lib/store';
import type { UrlState } from '../lib/url-state';
import { mappingText } from '../mapping/document';
import { issuesOfPayloads, issuesOfProblem } from '../mapping/issues';
import type { SampleOf } from './context';
import { validMapping, type MappingState, type MappingStore } from './store';

/** Why a payload was not made from what is on screen. */
export type StaleReason = 'issue' | 'unfinished' | 'error' | 'pending';

/** How far the preview of a mapping has come. */
export interface PreviewState {
  /** The sample on screen, until that of the rows asked for can be shown with its payloads. */
  sample: SampleOf | undefined;
  /** Whether there is a mapping that a preview can be made from. */
  canPreview: boolean;
  /** The last successful preview of the sample on screen. */
  result: PreviewResult | undefined;
  /** Undefined if the result was made from the mapping, the rows and the sample on screen, or if there is none. */
  stale: StaleReason | undefined;
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

/**
 * The sample and the preview of a mapping. The sample is read first, so that the preview is made from the same rows.
 * `readColumns` reads the relation's columns again.
 */
export function usePreview(
  session: number,
  detail: RelationDetail,
  store: MappingStore,
  urlState: UrlState,
  readColumns: () => void,
): PreviewState {
  const { limit, pick } = urlState;
  const { schema, name } = detail;
  const rows = useMemo(() => ({ limit, pick }), [limit, pick]);
  const input: SampleInput = { session, relation: { schema, name }, rows };
  const { sample, refresh: refreshSample, refreshing } = useSample(input);
  const debounced = useDebouncedMapping(store);
  const taken = sample.isPlaceholderData ? undefined : sample.data;
  const previewInput =
    debounced === undefined || taken === undefined
      ? undefined
      : { ...input, ...debounced, takenAt: taken.takenAt };
  const preview = useQuery(queries.preview(session, previewInput));
  const matches = useMatchingSample(preview.data, sample);

  const [last, setLast] = useState<{ result: PreviewResult; sample: Sample }>();
  if (preview.data !== undefined && preview.data !== last?.result && taken !== undefined && matches)
    setLast({ result: preview.data, sample: taken });
  const result = last?.result;
  const error = sample.error ?? preview.error ?? undefined;
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

  const draft = useStore(store, (state) => state.draft);
  const validation = useStore(store, (state) => state.validation);
  const text = useMemo(
    () => (validMapping({ draft, validation }) === undefined ? undefined : mappingText(draft)),
    [draft, validation],
  );
  const current = useMemo(
    () =>
      result !== undefined &&
      result.input.mappingText === text &&
      result.input.takenAt === taken?.takenAt &&
      equal(result.input.rows, rows),
    [result, rows, taken, text],
  );
  const hasIssue = validation.errors.size > 0 || validation.mappingErrors.length > 0;
  const stale =
    result === undefined || (current && error === undefined)
      ? undefined
      : hasIssue
        ? 'issue'
        : validation.unfinished
          ? 'unfinished'
          : error === undefined
            ? 'pending'
            : 'error';

  const rowIds = debounced?.rowIds;
  const errors = error?.code === 'mapping_invalid' ? error.problem?.errors : undefined;
  const payloads = result?.preview.payloads;
  const row = Math.min(urlState.row, Math.max(0, (payloads?.length ?? 0) - 1));
  const engineIssues = useMemo(() => {
    if (errors !== undefined && rowIds !== undefined) return issuesOfProblem(errors, rowIds);
    return issuesOfPayloads(payloads ?? [], row, result?.input.rowIds ?? []);
  }, [errors, payloads, result, row, rowIds]);
  useEffect(() => store.setEngineIssues(engineIssues), [engineIssues, store]);
  const count = payloads?.length ?? 0;
  useEffect(() => store.payloadCount.set(count), [count, store]);

  const cancel = useCancel(queryKey('sample', { session }), queryKey('preview', { session }));
  return {
    sample: sampleOf,
    canPreview: debounced !== undefined,
    result,
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

export interface DebouncedMapping {
  mapping: Mapping;
  /** The mapping as text, with every constant as typed. */
  mappingText: string;
  /** Ids of the rows, in the order of the fields. */
  rowIds: readonly number[];
}

/** After typing, a preview waits this long for the next key; after a choice it does not wait. */
const TYPING_PAUSE_MS = 150;

/** The last valid mapping, after a pause in typing. */
export function useDebouncedMapping(store: MappingStore): DebouncedMapping | undefined {
  const [debounced, setDebounced] = useState(() => toDebounced(store.get()));
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    let { draft, validation } = store.get();
    const update = () => {
      const next = toDebounced(store.get());
      if (next !== undefined) setDebounced(next);
    };
    const unsubscribe = store.subscribe(() => {
      const state = store.get();
      // Reading the columns again changes only the validation result.
      if (state.draft === draft && state.validation === validation) return;
      ({ draft, validation } = state);
      clearTimeout(timer);
      if (state.typed) timer = setTimeout(update, TYPING_PAUSE_MS);
      else update();
    });
    return () => {
      unsubscribe();
      clearTimeout(timer);
    };
  }, [store]);
  return debounced;
}

function toDebounced(state: MappingState): DebouncedMapping | undefined {
  const mapping = validMapping(state);
  const text = mappingText(state.draft);
  if (mapping === undefined || text === undefined) return undefined;
  return { mapping, mappingText: text, rowIds: state.draft.rows.map(({ id }) => id) };
}
