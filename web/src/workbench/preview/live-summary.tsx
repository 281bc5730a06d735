import { useEffect, useState } from 'react';
import { plural, rejectedCount } from '../../lib/format';
import { withoutFields } from '../../mapping/valid-mapping';
import { usePreviewState, type PreviewState } from './preview';

/** Typing is over when nothing changed for this long; only then is the summary read out. */
const QUIET_MS = 900;

/** One summary for screen readers, instead of a message for every key. */
export function LiveSummary({ issues }: { issues: number }) {
  const preview = usePreviewState();
  const now = summaryOf(issues, preview);
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

/** The state of the preview in a few words; empty before the first one. */
export function summaryOf(issues: number, { result, outdatedParts, error, excluded }: PreviewState): string {
  if (result === undefined) return '';
  const { payloads } = result.preview;
  const rejected = payloads.filter(({ body }) => body === null).length;
  return [
    issues === 0 ? '' : plural(issues, 'issue'),
    outdatedParts.length > 0
      ? `${error === undefined ? 'Making the preview' : 'The preview failed'}, outdated payload`
      : rejected > 0
        ? `Payload up to date, ${rejectedCount(rejected, payloads.length)}`
        : `Payload up to date, ${plural(payloads.length, 'row')}`,
    withoutFields(excluded.length),
  ]
    .filter(Boolean)
    .join(', ');
}
