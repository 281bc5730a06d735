import { keepPreviousData, useQuery, useQueryClient } from '@tanstack/react-query';
import { createContext, useEffect, useMemo, useState } from 'react';
import type { SentSchema } from '../../api/client';
import type { ApiError } from '../../api/errors';
import { queries, useCancel, wasCancelled, type PreviewResult, type SampleInput } from '../../api/queries';
import { conditionErrors } from '../../filters/condition-errors';
import { useStore } from '../../lib/store';
import type { UrlState } from '../../lib/url-state';
import { issuesOfPayloads, issuesOfProblem } from '../../mapping/issues';
import type { ExcludedField, ValidMapping } from '../../mapping/valid-mapping';
import { useOutdatedParts } from '../outdated-parts';
import { useRequired, type ShownSample } from '../context';
import { isSchemaError, sentSchema } from '../schema/receiver-schema';
import type { MappingStore } from '../store';
import { useDebouncedMapping } from './debounced-mapping';
import { useIsOfSample, useLastPreview, useShownSample } from './shown-preview';

/** How far the preview of a mapping has come. */
export interface PreviewState {
  /** The rows that are asked for. */
  input: SampleInput;
  /** The sample on screen, until that of the rows asked for can be shown with its payloads. */
  shownSample: ShownSample | undefined;
  /** The last successful preview of the sample on screen. */
  result: PreviewResult | undefined;
  /** The fields that are not in the result. */
  excluded: readonly ExcludedField[];
  /** The parts that differ between what the result was made from and what is on screen. It is outdated if there are any. */
  outdatedParts: readonly string[];
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

export const usePreviewState = () => useRequired(PreviewContext);

/**
 * The sample and the preview of a mapping. The sample is read first, so that the preview is made from the same rows. What
 * is on screen follows: the last preview that succeeded, with its sample. `readColumns` reads the relation's columns again.
 */
export function usePreview(store: MappingStore, urlState: UrlState, readColumns: () => void): PreviewState {
  const { limit, pick } = urlState;
  const rows = useMemo(() => ({ limit, pick }), [limit, pick]);
  const input = { source: useStore(store.source), rows };
  const { query: sampleQuery, refresh, refreshing } = useSampleQuery(input);
  const ownSample = sampleQuery.isPlaceholderData ? undefined : sampleQuery.data;

  const valid = useDebouncedMapping(store);
  const schema = useUsableSchema(store);
  const previewInput = ownSample && {
    ...input,
    mappingText: valid.text,
    fieldIds: valid.draft.fields.map(({ id }) => id),
    schema,
    takenAt: ownSample.takenAt,
  };
  const preview = useQuery(queries.preview(previewInput));
  const isOfSample = useIsOfSample(preview.data, sampleQuery);

  const failure = preview.error ?? undefined;
  const refusesFields = useRefusedFields(store, failure, valid);
  const refusesSchema = useRefusedSchema(store, failure);
  const error = sampleQuery.error ?? (refusesFields || refusesSchema ? undefined : failure);
  const sampleCancelled = wasCancelled(sampleQuery);
  const cancelled = sampleCancelled || (previewInput !== undefined && wasCancelled(preview));

  const last = useLastPreview(isOfSample ? preview.data : undefined, ownSample, valid);
  const isAwaited = previewInput !== undefined && error === undefined && !cancelled;
  const shownSample = useShownSample(input, sampleQuery, last, isAwaited);
  const madeFrom = last && { draft: last.valid.draft, inputs: last.result.input };
  const outdatedParts = useOutdatedParts(store, madeFrom, { ...input, schema, takenAt: ownSample?.takenAt });
  const row = useShownPayload(store, last?.result, urlState.row);
  useEffect(() => store.setConditionErrors(conditionErrors(error, '/where')), [error, store]);

  const cancel = useCancel('sample', 'preview');
  return {
    input,
    shownSample,
    result: last?.result,
    excluded: last?.valid.excluded ?? [],
    outdatedParts,
    row,
    error,
    reading: sampleQuery.isFetching || preview.isFetching ? 'pending' : cancelled ? 'cancelled' : undefined,
    refreshing,
    cancel,
    retry: () => {
      if (error?.code === 'schema_changed') readColumns();
      void (sampleQuery.error === null && !sampleCancelled ? preview.refetch() : sampleQuery.refetch());
    },
    refresh: () => {
      readColumns();
      // If a column was dropped and added again, the columns may equal those known here. Then setColumns() is not called.
      store.allowRefused();
      void refresh();
    },
  };
}

/** The query of the sample, whose last data stays while another sample is read; `refresh` reads the rows again. */
function useSampleQuery(input: SampleInput) {
  const queryClient = useQueryClient();
  const [refreshing, setRefreshing] = useState(false);
  const query = useQuery({ ...queries.sample(input), placeholderData: keepPreviousData });
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
  return { query, refresh, refreshing };
}

/** The receiver's schema; undefined for one that was refused, so that the preview works without it. */
function useUsableSchema(store: MappingStore): SentSchema | undefined {
  const schema = useStore(store.schema);
  const refusal = useStore(store.schemaRefusal);
  return schema === undefined || refusal !== undefined ? undefined : sentSchema(schema);
}

/** Leaves the fields that the engine refused out of the next preview. Returns whether it refused any. */
function useRefusedFields(
  store: MappingStore,
  error: ApiError | undefined,
  { draft }: ValidMapping,
): boolean {
  const errors = error?.code === 'mapping_invalid' ? error.problem?.errors : undefined;
  const issues = useMemo(() => issuesOfProblem(errors ?? [], draft.fields), [errors, draft]);
  useEffect(() => {
    if (issues.size > 0) store.refuse(draft.fields, issues);
  }, [draft, issues, store]);
  return issues.size > 0;
}

/** Leaves the receiver's schema out of the next preview if the gateway refused it. Returns whether it did. */
function useRefusedSchema(store: MappingStore, error: ApiError | undefined): boolean {
  useEffect(() => {
    if (isSchemaError(error) && store.schema.get() !== undefined) store.schemaRefusal.set(error);
  }, [error, store]);
  return isSchemaError(error);
}

/** The index of the payload shown, which the URL may name beyond the last one. The store gets what is reported about it. */
function useShownPayload(store: MappingStore, result: PreviewResult | undefined, wanted: number): number {
  const payloads = result?.preview.payloads;
  const count = payloads?.length ?? 0;
  const row = Math.min(wanted, Math.max(0, count - 1));
  const issues = useMemo(
    () => issuesOfPayloads(payloads ?? [], row, result?.input.fieldIds ?? []),
    [payloads, result, row],
  );
  useEffect(() => store.setEngineIssues(issues), [issues, store]);
  useEffect(() => store.payloadCount.set(count), [count, store]);
  return row;
}
