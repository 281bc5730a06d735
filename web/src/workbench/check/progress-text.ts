import type { ReportProgress } from '@rowhook/contracts';
import { plural } from '../../lib/format';

/** What is left at the rate so far: `about 12 s left`; undefined if nobody knows. */
export function timeLeft({ rows, estimatedRows, seconds }: ReportProgress): string | undefined {
  if (estimatedRows === null || rows === 0 || rows > estimatedRows) return undefined;
  const left = Math.ceil(((estimatedRows - rows) / rows) * seconds);
  if (left < 100) return `about ${left} s left`;
  const minutes = Math.round(left / 60);
  return minutes < 100 ? `about ${minutes} min left` : `about ${Math.round(left / 3600)} h left`;
}

/** Without an estimate, screen readers are told the count this often. */
const ANNOUNCED_EVERY_S = 15;

/** What screen readers are told: it changes at the start and at each quarter, not with every row. */
export function announcementOf(progress: ReportProgress | undefined): string {
  if (progress === undefined) return 'Checking all rows';
  const { rows, estimatedRows, seconds } = progress;
  if (estimatedRows === null || rows > estimatedRows) {
    const times = Math.floor(seconds / ANNOUNCED_EVERY_S);
    return times === 0
      ? 'Checking all rows'
      : `Checking rows for ${plural(times * ANNOUNCED_EVERY_S, 'second')}`;
  }
  const quarters = Math.floor((rows / Math.max(estimatedRows, 1)) * 4);
  return quarters === 0 ? 'Checking all rows' : `${Math.min(quarters, 4) * 25} % of the rows checked`;
}
