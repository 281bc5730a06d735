import type { Sample } from '@rowhook/contracts';
import { keepPreviousData, useQuery, useQueryClient, type UseQueryResult } from '@tanstack/react-query';
import { useEffect, useMemo, useState } from 'react';
import { queries, type PreviewResult, type SampleInput } from '../../api/queries';
import type { ShownSample } from '../context';
import type { LastPreview } from './last-preview';

/** The query of the sample, whose last data stays while another sample is read; `refresh` reads the rows again. */
export function useSampleQuery(input: SampleInput) {
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

/**
 * Whether a preview was made from the sample that this page has. The engine keeps a sample for some minutes; after that a
 * preview reads other rows, and the page reads those too, once: an engine that keeps no sample would never match.
 */
export function useIsOfSample(
  result: PreviewResult | undefined,
  { refetch }: UseQueryResult<Sample>,
): boolean {
  const [readAgain, setReadAgain] = useState<string>();
  const takenAt = result?.input.takenAt;
  const matches = result?.preview.sample.takenAt === takenAt || takenAt === readAgain;
  useEffect(() => {
    if (matches || takenAt === undefined) return;
    void refetch().then(({ data }) => setReadAgain(data?.takenAt ?? takenAt));
  }, [matches, refetch, takenAt]);
  return matches;
}

/**
 * The sample on screen. A newer one is shown together with its payloads, or alone if there will be none; `isAwaited`:
 * there will be.
 */
export function useShownSample(
  { session, rows }: SampleInput,
  { data, isPlaceholderData }: UseQueryResult<Sample>,
  last: LastPreview | undefined,
  isAwaited: boolean,
): ShownSample | undefined {
  const sample = last !== undefined && isAwaited ? last.sample : data;
  const isOfLast = sample === last?.sample;
  const ownRows = isOfLast && last !== undefined ? last.result.input.rows : rows;
  const isShown = sample !== undefined && (isOfLast || !isPlaceholderData);
  return useMemo(
    () => (isShown ? { session, rows: ownRows, takenAt: sample.takenAt, sample } : undefined),
    [isShown, ownRows, sample, session],
  );
}
