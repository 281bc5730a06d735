import type { Mapping, RelationDetail, Sample } from '@rowhook/contracts';
import { keepPreviousData, useQuery, useQueryClient } from '@tanstack/react-query';
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
import type { UrlState } from '../lib/url-state';
import { issuesOfPayloads, issuesOfProblem } from '../mapping/issues';
import { validMapping, type MappingState, type MappingStore } from './store';

/** How far the preview of a mapping has come. */
export interface PreviewState {
  /** The last sample, until that of the rows asked for is there. */
  sample: Sample | undefined;
  /** When the sample was taken; undefined while it is one of other rows. */
  takenAt: string | undefined;
  /** Whether there is a mapping that a preview can be made from. */
  canPreview: boolean;
  /** The last successful preview. */
  result: PreviewResult | undefined;
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
  const sampleInput = { session, relation: { schema, name }, rows: { limit, pick } };
  const { sample, refresh: refreshSample, refreshing } = useSample(sampleInput);
  const debounced = useDebouncedMapping(store);
  const takenAt = sample.isPlaceholderData ? undefined : sample.data?.takenAt;
  const input =
    debounced === undefined || takenAt === undefined ? undefined : { ...sampleInput, ...debounced, takenAt };
  const preview = useQuery(queries.preview(session, input));

  const [last, setLast] = useState<PreviewResult>();
  if (preview.data !== undefined && preview.data !== last) setLast(preview.data);
  const result = preview.data ?? last;
  const error = sample.error ?? preview.error ?? undefined;

  const rowIds = debounced?.rowIds;
  const errors = error?.code === 'mapping_invalid' ? error.problem?.errors : undefined;
  const payloads = result?.preview.payloads;
  const row = Math.min(urlState.row, Math.max(0, (payloads?.length ?? 0) - 1));
  const engineIssues = useMemo(() => {
    if (errors !== undefined && rowIds !== undefined) return issuesOfProblem(errors, rowIds);
    return issuesOfPayloads(payloads ?? [], row, result?.input.rowIds ?? []);
  }, [errors, payloads, result, row, rowIds]);
  useEffect(() => store.setEngineIssues(engineIssues), [engineIssues, store]);

  const cancel = useCancel(queryKey('sample', { session }), queryKey('preview', { session }));
  const sampleCancelled = wasCancelled(sample);
  const reading =
    sample.isFetching || preview.isFetching
      ? 'pending'
      : sampleCancelled || (input !== undefined && wasCancelled(preview))
        ? 'cancelled'
        : undefined;
  return {
    sample: sample.data,
    takenAt,
    canPreview: debounced !== undefined,
    result,
    row,
    error,
    reading,
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
  return mapping === undefined ? undefined : { mapping, rowIds: state.draft.rows.map(({ id }) => id) };
}
