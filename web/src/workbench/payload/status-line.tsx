import { ListChecks } from 'lucide-react';
import { useEffect, useRef, useState } from 'react';
import type { PreviewResult } from '../../api/queries';
import { ariaShortcuts } from '../../lib/commands';
import { isFocusLost } from '../../lib/dom';
import { formatBytes, formatEstimatedRows, formatMs, plural } from '../../lib/format';
import type { SourceDetail } from '../../lib/source';
import { useStore } from '../../lib/store';
import { Button } from '../../ui/button';
import { checkAllRows } from '../mapping-commands';
import { useDetail, useWorkbench } from '../context';
import { usePreviewState } from '../preview/preview';
import styles from './status-line.module.css';

/** The number of previewed rows, the button of the check, and the statement that nothing is sent. */
export function StatusLine() {
  const detail = useDetail();
  const { result, row } = usePreviewState();
  const workbench = useWorkbench();
  const { check } = workbench;
  const { isOpen, running, result: checked } = useStore(check.state);
  const button = useRef<HTMLButtonElement>(null);
  const wasOpen = useRef(isOpen);
  const today = useToday();
  useEffect(() => {
    if (wasOpen.current && !isOpen && isFocusLost()) button.current?.focus();
    wasOpen.current = isOpen;
  }, [isOpen]);
  const shown = result?.preview.payloads[row];
  const canOpen = !isOpen && (running !== undefined || checked !== undefined);
  return (
    <footer className={styles.foot}>
      <span className={styles.status} title={result === undefined ? '' : timeText(result)}>
        {result === undefined ? '' : statusText(result, detail, today)}
      </span>
      <span className={styles.size}>{shown?.body == null ? '' : formatBytes(shown.bytes)}</span>
      <span className={styles.actions}>
        {canOpen ? (
          <Button ref={button} look="quiet" onClick={() => check.show({ isOpen: true })}>
            {running === undefined ? 'Show report' : 'Show progress'}
          </Button>
        ) : null}
        <Button
          ref={canOpen ? null : button}
          icon={ListChecks}
          disabled={running !== undefined}
          aria-keyshortcuts={ariaShortcuts(checkAllRows)}
          onClick={() => checkAllRows.run(workbench)}
        >
          {checkAllRows.label}
        </Button>
      </span>
      <strong>Preview only. Nothing is sent.</strong>
    </footer>
  );
}

/** The sample has the time of the engine's computer. Its clock may differ from the browser's by this much. */
const CLOCK_DIFFERENCE_MS = 60_000;

/** How often the date is read again. */
const DATE_CHECK_MS = 60_000;

/** Returns today's date, and updates it while the page stays open overnight. */
function useToday(): string {
  const [today, setToday] = useState(() => new Date().toDateString());
  useEffect(() => {
    const timer = setInterval(() => setToday(new Date().toDateString()), DATE_CHECK_MS);
    return () => clearInterval(timer);
  }, []);
  return today;
}

const clock = new Intl.DateTimeFormat('en-GB', { hour: '2-digit', minute: '2-digit', second: '2-digit' });
const day = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'short' });

/** How many rows the preview has, and when they were read. `today`: as `toDateString()` returns it. */
export function statusText(
  { input: { source }, preview: { payloads, sample } }: PreviewResult,
  { estimatedRows }: Pick<SourceDetail, 'estimatedRows'>,
  today: string,
): string {
  // The estimate counts the whole table, and may be out of date.
  const isWhole = source.query === undefined && (source.where ?? []).length === 0;
  const rows =
    estimatedRows === null || !isWhole || estimatedRows < payloads.length
      ? plural(payloads.length, 'row')
      : `${payloads.length} of ${formatEstimatedRows(estimatedRows)}`;
  const takenAt = new Date(sample.takenAt);
  // The engine keeps a sample for some minutes, so a reload may show rows that have changed since.
  const isOlder = takenAt.getTime() < performance.timeOrigin - CLOCK_DIFFERENCE_MS;
  const isToday = takenAt.toDateString() === today;
  const when = !isToday ? `${day.format(takenAt)}, ` : isOlder ? 'earlier, at ' : '';
  return `${rows} · sampled ${when}${clock.format(takenAt)}`;
}

function timeText({ preview: { timing }, elapsedMs }: PreviewResult): string {
  const database = formatMs(timing.connectMs + timing.queryMs);
  return `${formatMs(elapsedMs)}: database ${database}, mapping ${formatMs(timing.mapMs)}`;
}
