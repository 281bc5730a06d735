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
import type { Receiver } from '../receiver';
import { isSchemaError, sentSchema } from '../schema/receiver-schema';
import type { MappingStore } from '../store';
import type { WorkbenchState } from '../workbench-state';
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
  /** Index of the payload shown; 0 if there is none. The URL may have a greater one. */
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
export function usePreview(
  { mapping: store, receiver, payloadCount }: WorkbenchState,
  urlState: UrlState,
  readColumns: () => void,
): PreviewState {
  const { limit, pick } = urlState;
  const rows = useMemo(() => ({ limit, pick }), [limit, pick]);
  const input = { source: useStore(store.source), rows };
  const { query: sampleQuery, refresh, refreshing } = useSampleQuery(input);
  const ownSample = sampleQuery.isPlaceholderData ? undefined : sampleQuery.data;

  const valid = useDebouncedMapping(store);
  const schema = useUsableSchema(receiver);
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
  const refusesSchema = useRefusedSchema(receiver, failure);
  const error = sampleQuery.error ?? (refusesFields || refusesSchema ? undefined : failure);
  const sampleCancelled = wasCancelled(sampleQuery);
  const cancelled = sampleCancelled || (previewInput !== undefined && wasCancelled(preview));

  const last = useLastPreview(isOfSample ? preview.data : undefined, ownSample, valid);
  const isAwaited = previewInput !== undefined && error === undefined && !cancelled;
  const shownSample = useShownSample(input, sampleQuery, last, isAwaited);
  const madeFrom = last && { draft: last.valid.draft, inputs: last.result.input };
  const outdatedParts = useOutdatedParts(store, madeFrom, { ...input, schema, takenAt: ownSample?.takenAt });
  const count = last?.result.preview.payloads.length ?? 0;
  const row = Math.min(urlState.row, Math.max(0, count - 1));
  useEffect(() => payloadCount.set(count), [count, payloadCount]);
  usePayloadIssues(store, last?.result, row);
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
function useUsableSchema(receiver: Receiver): SentSchema | undefined {
  const schema = useStore(receiver.schema);
  const refusal = useStore(receiver.schemaRefusal);
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
function useRefusedSchema(receiver: Receiver, error: ApiError | undefined): boolean {
  useEffect(() => {
    if (isSchemaError(error) && receiver.schema.get() !== undefined) receiver.schemaRefusal.set(error);
  }, [error, receiver]);
  return isSchemaError(error);
}

/** Gives the mapping the engine's issues of all payloads. If the payload of `row` has one, its message is used. */
function usePayloadIssues(store: MappingStore, result: PreviewResult | undefined, row: number): void {
  const issues = useMemo(
    () => issuesOfPayloads(result?.preview.payloads ?? [], row, result?.input.fieldIds ?? []),
    [result, row],
  );
  useEffect(() => store.setEngineIssues(issues), [issues, store]);
}
