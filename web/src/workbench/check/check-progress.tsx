import type { ReportProgress } from '@rowhook/contracts';
import { formatEstimate } from '../../lib/format';
import { Button } from '../../ui/button';
import styles from './check-panel.module.css';
import { announcementOf, count, rateOf, timeLeft } from './report-text';

/** How far a check has come. */
export function CheckProgress({
  progress,
  onCancel,
}: {
  progress: ReportProgress | undefined;
  onCancel: () => void;
}) {
  const { rows = 0, estimatedRows = null, seconds = 0 } = progress ?? {};
  const left = progress && timeLeft(progress);
  // More rows than the statistics know of say nothing about the end.
  const total = estimatedRows !== null && rows <= estimatedRows ? estimatedRows : undefined;
  return (
    <div className={styles.progress}>
      <progress
        aria-label="Rows checked"
        max={total ?? 1}
        // Without a value the bar only shows that the check goes on.
        {...(total === undefined ? {} : { value: rows })}
      />
      <p className={styles.numbers}>
        <span>
          <b>{count(rows)}</b>
          {total === undefined ? ' rows' : ` of ${formatEstimate(total)} rows`}
        </span>
        <span>{seconds > 0 ? rateOf(rows / seconds) : ''}</span>
        <span>{left ?? ''}</span>
      </p>
      <Button onClick={onCancel}>Cancel</Button>
      <span role="status" className="visually-hidden">
        {announcementOf(progress)}
      </span>
    </div>
  );
}
