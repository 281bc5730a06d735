import type { Sample } from '@rowhook/contracts';
import type { UseQueryResult } from '@tanstack/react-query';
import { useEffect, useMemo, useState } from 'react';
import type { PreviewResult, SampleInput } from '../../api/queries';
import type { ValidMapping } from '../../mapping/valid-mapping';
import type { ShownSample } from '../context';

/** A successful preview, with the sample and the mapping that it was made from. */
interface LastPreview {
  result: PreviewResult;
  sample: Sample;
  valid: ValidMapping;
}

/** The last successful preview, while another one is made too. `result` is undefined until this one is there. */
export function useLastPreview(
  result: PreviewResult | undefined,
  sample: Sample | undefined,
  valid: ValidMapping,
): LastPreview | undefined {
  const [last, setLast] = useState<LastPreview>();
  const isNew = result !== last?.result || valid !== last?.valid;
  if (result !== undefined && sample !== undefined && isNew) setLast({ result, sample, valid });
  return last;
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
 * The sample on screen. While a preview of a newer one is awaited, it is the sample of the last preview, so that rows and
 * payloads change together.
 */
export function useShownSample(
  { rows }: SampleInput,
  { data, isPlaceholderData }: UseQueryResult<Sample>,
  last: LastPreview | undefined,
  isAwaited: boolean,
): ShownSample | undefined {
  const sample = last !== undefined && isAwaited ? last.sample : data;
  const isOfLast = sample === last?.sample;
  const ownRows = isOfLast && last !== undefined ? last.result.input.rows : rows;
  const isShown = sample !== undefined && (isOfLast || !isPlaceholderData);
  return useMemo(() => (isShown ? { rows: ownRows, sample } : undefined), [isShown, ownRows, sample]);
}
