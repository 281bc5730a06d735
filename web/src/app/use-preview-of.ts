import type { RelationDetail } from '@rowhook/contracts';
import { useEffect, useMemo, useState } from 'react';
import { useCancel, wasCancelled } from '../api/cancel';
import { usePreview, type Answered } from '../api/previews';
import { useSample } from '../api/samples';
import { reportErrors, reportIssues } from '../features/mapping/checks/reports';
import type { MappingStore } from '../features/mapping/store/mapping-store';
import { useSettledMapping } from '../features/mapping/store/use-settled-mapping';
import type { Place } from '../state/place';

/**
 * The sample and the preview of a mapping. The sample comes first, so that the preview is made of the same rows; the last
 * good answer stays until a better one is there.
 */
export function usePreviewOf(session: number, detail: RelationDetail, store: MappingStore, place: Place) {
  const { limit, pick, row } = place;
  const { schema, name } = detail;
  const relation = { schema, name };
  const rows = { limit, pick };
  const { query: sample, refresh, refreshing } = useSample(session, { relation, rows });
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
  const shown = Math.min(row, Math.max(0, (payloads?.length ?? 0) - 1));
  const reports = useMemo(() => {
    if (errors !== undefined && rowIds !== undefined) return reportErrors(errors, rowIds);
    return reportIssues(payloads ?? [], shown, answer?.asked.rowIds ?? []);
  }, [answer, errors, payloads, rowIds, shown]);
  useEffect(() => store.report(reports), [reports, store]);

  const cancel = useCancel(['sample', session], ['preview', session]);
  const sampleStopped = wasCancelled(sample);
  const reading =
    sample.isFetching || preview.isFetching
      ? ('under way' as const)
      : sampleStopped || (asked !== undefined && wasCancelled(preview))
        ? ('cancelled' as const)
        : undefined;
  const retry = () => void (sample.error === null && !sampleStopped ? preview.refetch() : sample.refetch());
  const askable = settled !== undefined;
  return {
    sample: sample.data,
    takenAt,
    askable,
    answer,
    failure,
    reading,
    cancel,
    retry,
    refresh,
    refreshing,
  };
}
