import { useEffect, useState } from 'react';
import { plural } from '../lib/format';
import type { PreviewState } from './preview';

/** Typing is over when nothing changed for this long; only then is the summary read out. */
const QUIET_MS = 900;

/** One summary for screen readers, instead of a message for every key. */
export function LiveSummary({ issues, preview }: { issues: number; preview: PreviewState }) {
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

function summaryOf(issues: number, { result, stale }: PreviewState): string {
  if (issues > 0) return `${plural(issues, 'issue')}${result === undefined ? '' : ', payload from before'}`;
  if (result === undefined) return '';
  const { payloads } = result.preview;
  const rejected = payloads.filter(({ body }) => body === null).length;
  const rows = plural(payloads.length, 'row');
  switch (stale) {
    case 'error':
      return 'The preview failed, payload from before';
    case 'unfinished':
      return 'A field is not finished, payload from before';
    case 'issue':
    case 'pending':
      return 'Making the preview, payload from before';
    case undefined:
      return rejected > 0
        ? `Payload up to date, ${rejected} of ${rows} without payload`
        : `Payload up to date, ${rows}`;
  }
}
