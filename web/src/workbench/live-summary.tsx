import { useEffect, useState } from 'react';
import { plural } from '../lib/format';
import { withoutFields } from './payload/missing-fields';
import { usePreviewState, type PreviewState } from './preview/preview';

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

function summaryOf(issues: number, { result, changed, error, leftOut }: PreviewState): string {
  if (result === undefined) return '';
  const { payloads } = result.preview;
  const rejected = payloads.filter(({ body }) => body === null).length;
  const rows = plural(payloads.length, 'row');
  return [
    issues === 0 ? '' : plural(issues, 'issue'),
    changed.length > 0
      ? `${error === undefined ? 'Making the preview' : 'The preview failed'}, outdated payload`
      : rejected > 0
        ? `Payload up to date, ${rejected} of ${rows} without payload`
        : `Payload up to date, ${rows}`,
    withoutFields(leftOut.length),
  ]
    .filter(Boolean)
    .join(', ');
}
