import type { RelationDetail } from '@rowhook/contracts';
import { useEffect, useMemo, useState } from 'react';
import { useCancel, wasCancelled } from '../api/cancel';
import { usePreview, type Answered } from '../api/previews';
import { useSample } from '../api/samples';
import { reportErrors, reportIssues } from '../mapping/reports';
import type { MappingStore } from './store';
import { useSettledMapping } from './use-settled-mapping';
import type { PreviewState } from './preview-state';
import type { Place } from '../lib/url-state';

/**
 * The sample and the preview of a mapping. The sample comes first, so that the preview is made of the same rows.
 * `readColumns` reads the relation's columns again.
 */
export function usePreviewOf(
  session: number,
  detail: RelationDetail,
  store: MappingStore,
  place: Place,
  readColumns: () => void,
): PreviewState {
  const { limit, pick } = place;
  const { schema, name } = detail;
  const relation = { schema, name };
  const rows = { limit, pick };
  const { query: sample, refresh: takeSample, refreshing } = useSample(session, { relation, rows });
  const settled = useSettledMapping(store);
  const takenAt = sample.isPlaceholderData ? undefined : sample.data?.takenAt;
  const asked =
    settled === undefined || takenAt === undefined ? undefined : { relation, rows, ...settled, takenAt };
  const preview = usePreview(session, asked);

  const [good, setGood] = useState<Answered>();
  if (preview.data !== undefined && preview.data !== good) setGood(preview.data);
  const answer = preview.data ?? good;
  const failure = sample.error ?? preview.error ?? undefined;

  const rowIds = settled?.rowIds;
  const errors = failure?.code === 'mapping_invalid' ? failure.problem?.errors : undefined;
  const payloads = answer?.preview.payloads;
  const row = Math.min(place.row, Math.max(0, (payloads?.length ?? 0) - 1));
  const reports = useMemo(() => {
    if (errors !== undefined && rowIds !== undefined) return reportErrors(errors, rowIds);
    return reportIssues(payloads ?? [], row, answer?.asked.rowIds ?? []);
  }, [answer, errors, payloads, row, rowIds]);
  useEffect(() => store.report(reports), [reports, store]);

  const cancel = useCancel(['sample', session], ['preview', session]);
  const sampleStopped = wasCancelled(sample);
  const reading =
    sample.isFetching || preview.isFetching
      ? 'under way'
      : sampleStopped || (asked !== undefined && wasCancelled(preview))
        ? 'cancelled'
        : undefined;
  const retry = () => {
    if (failure?.code === 'schema_changed') readColumns();
    void (sample.error === null && !sampleStopped ? preview.refetch() : sample.refetch());
  };
  const refresh = () => {
    readColumns();
    void takeSample();
  };
  const askable = settled !== undefined;
  return {
    sample: sample.data,
    takenAt,
    askable,
    answer,
    row,
    failure,
    reading,
    refreshing,
    cancel,
    retry,
    refresh,
  };
}
