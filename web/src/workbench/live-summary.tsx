import { useEffect, useState } from 'react';
import type { PreviewResult } from '../api/queries';
import { plural } from '../lib/format';

/** Typing is over when nothing changed for this long; only then is the summary read out. */
const QUIET_MS = 900;

interface LiveSummaryProps {
  issues: number;
  /** Whether a field is still being typed, so that the payload is of the mapping before it. */
  unfinished: boolean;
  /** Whether rows or payloads could not be had. */
  failed: boolean;
  result: PreviewResult | undefined;
}

/** One summary for screen readers, instead of a message at every key. */
export function LiveSummary({ issues, unfinished, failed, result }: LiveSummaryProps) {
  const rows = result?.preview.payloads.length ?? 0;
  const missing = result?.preview.payloads.filter(({ body }) => body === null).length ?? 0;
  const now =
    issues > 0
      ? `${plural(issues, 'issue')}, payload from before`
      : result === undefined
        ? ''
        : failed
          ? 'The preview failed, payload from before'
          : unfinished
            ? 'A field is not finished, payload from before'
            : missing > 0
              ? `Payload up to date, ${missing} of ${plural(rows, 'row')} without payload`
              : `Payload up to date, ${plural(rows, 'row')}`;
  const [said, setSaid] = useState('');
  useEffect(() => {
    const timer = setTimeout(() => setSaid(now), QUIET_MS);
    return () => clearTimeout(timer);
  }, [now]);
  return (
    <p role="status" className="visually-hidden">
      {said}
    </p>
  );
}
