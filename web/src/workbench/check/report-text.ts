import type { CheckReport, PayloadSizes, ReportExample, ReportProgress, ReportRow } from '@rowhook/contracts';
import { rowKeyText } from '../../lib/cell';
import { formatBytes, formatCount, formatMs, listed, plural } from '../../lib/format';

/** A part of a sentence; `code` is a path or another text from the database. */
export type SentencePart = string | { code: string };

/** How many rows are valid, and why the others are not. `excluded`: how many fields were not checked. */
export function summaryOf(
  { rows, payloads, rejected, issues, schema }: CheckReport,
  excluded: number,
): SentencePart[] {
  if (rows === 0) return ['The source has no rows.'];
  const invalid = schema?.rejected ?? 0;
  const valid = payloads - invalid;
  const unchecked =
    excluded === 0 ? '' : `; ${plural(excluded, 'field')} ${excluded === 1 ? 'was' : 'were'} not checked`;
  if (valid === rows)
    return [`${rows === 1 ? 'The only row is' : `All ${plural(rows, 'row')} are`} valid${unchecked}.`];
  const reasons: SentencePart[][] = [];
  if (rejected > 0)
    reasons.push([
      `${formatCount(rejected)} rejected`,
      ...cause(
        rejected,
        issues.map(({ to }) => to),
      ),
    ]);
  if (invalid > 0) {
    const places = schema?.moreIssues === 0 ? schema.issues.map(({ pointer }) => pointer) : [];
    reasons.push([
      `${formatCount(invalid)} ${invalid === 1 ? 'breaks' : 'break'} the receiver’s schema`,
      ...cause(invalid, places),
    ]);
  }
  const [first = [], ...more] = reasons;
  const valids =
    valid === 0
      ? `None of ${plural(rows, 'row')} is valid`
      : `${formatCount(valid)} of ${plural(rows, 'row')} ${valid === 1 ? 'is' : 'are'} valid`;
  return [`${valids}; `, ...first, ...more.flatMap((each) => ['; ', ...each]), `${unchecked}.`];
}

/** The one or two fields that all of the issues are about; nothing if a whole row has one. */
function cause(rows: number, names: readonly (string | null)[]): SentencePart[] {
  const [first, second, ...others] = new Set(names);
  if (first === undefined || first === null || first === '' || second === null || others.length > 0)
    return [];
  const because = second === undefined && rows > 1 ? ', all because of ' : ' because of ';
  return [because, { code: first }, ...(second === undefined ? [] : [' and ', { code: second }])];
}

export function sentenceText(parts: readonly SentencePart[]): string {
  return parts.map((part) => (typeof part === 'string' ? part : part.code)).join('');
}

/** A share of the rows, never rounded to nothing or to all of them: `38 %`, `< 0.1 %`. */
export function percentOf(part: number, whole: number): string {
  const percent = whole === 0 ? 0 : (part / whole) * 100;
  if (percent > 0 && percent < 0.1) return '< 0.1 %';
  if (percent < 100 && percent >= 99.95) return '> 99.9 %';
  const exact = percent < 10 || (percent >= 99.5 && percent < 100);
  return `${exact ? Number(percent.toFixed(1)) : Math.round(percent)} %`;
}

/** How long the check took, at what rate: `3.1 s, 483,000 rows/s`. */
export function paceOf({ seconds, rowsPerSecond }: Pick<CheckReport, 'seconds' | 'rowsPerSecond'>): string {
  return `${formatMs(seconds * 1000)}, ${rateOf(rowsPerSecond)}`;
}

/** With two significant digits: it changes all the time. */
export function rateOf(rowsPerSecond: number): string {
  return `${formatCount(Number(rowsPerSecond.toPrecision(2)))} rows/s`;
}

const reasons: Record<ReportRow['reason'], (value: number) => string> = {
  largest_payload: (bytes) => `Largest payload, ${formatBytes(bytes)}`,
  most_nulls: (fields) => `Most NULLs, in ${plural(fields, 'field')}`,
};

export function reasonOf({ reason, value }: ReportRow): string {
  return reasons[reason](value);
}

/** The message of an issue without the field path that it begins with. */
export function messageWithoutPath({ to, message }: { to: string | null; message: string }): string {
  return to !== null && message.startsWith(`${to} `) ? message.slice(to.length + 1) : message;
}

/** The key of the rows, and how many rows it does not identify. */
export function keyFacts({ key }: CheckReport): SentencePart[] | undefined {
  if (key === null) return undefined;
  const { nulls, duplicates } = key;
  const facts = [
    nulls === 0 ? 'no NULL' : `NULL in ${plural(nulls, 'row')}`,
    duplicates === 0 ? 'no duplicate' : `${plural(duplicates, 'row')} with the key of another row`,
  ];
  return ['Key ', { code: key.columns.join(', ') }, `: ${facts.join(', ')}.`];
}

interface Bar {
  /** More bytes than this, */
  above: number;
  /** and at most this many: a power of two. */
  upTo: number;
  payloads: number;
  /** Share of the highest bar, 0 to 1. Any payload can be seen. */
  height: number;
}

const LEAST_HEIGHT = 0.02;

/** A bar for each range of sizes from the least payload to the largest, empty ones included. */
export function barsOf({ histogram }: Pick<PayloadSizes, 'histogram'>): Bar[] {
  const counts = new Map(histogram.map(({ upTo, payloads }) => [upTo, payloads]));
  const highest = Math.max(...counts.values());
  const last = Math.max(...counts.keys());
  const bars: Bar[] = [];
  for (let upTo = Math.min(...counts.keys()); upTo <= last; upTo *= 2) {
    const payloads = counts.get(upTo) ?? 0;
    const height = payloads === 0 ? 0 : Math.max(payloads / highest, LEAST_HEIGHT);
    bars.push({ above: upTo === 1 ? 0 : upTo / 2, upTo, payloads, height });
  }
  return bars;
}

/** The number of payloads above the size limits of known receivers. */
export function oversized({ sizes }: CheckReport): string {
  const over = (sizes?.over ?? []).filter(({ payloads }) => payloads > 0);
  if (over.length === 0) return `None exceeds ${formatBytes(sizes?.over[0]?.bytes ?? 0)}.`;
  return `${listed(over.map(({ bytes, payloads }) => `${formatCount(payloads)} over ${formatBytes(bytes)}`))}.`;
}

/** The text of a row that a report names: its key, or the beginning of its payload. */
export function rowText(
  { key, excerpt }: Pick<ReportExample, 'key' | 'excerpt'>,
  keyColumns: readonly string[],
): string {
  return key === null ? (excerpt ?? 'a row without a key') : rowKeyText(key, keyColumns);
}

/** The remaining time at the rate so far: `about 12 s left`; undefined if it is unknown. */
export function timeLeft({ rows, estimatedRows, seconds }: ReportProgress): string | undefined {
  if (estimatedRows === null || rows === 0 || rows > estimatedRows) return undefined;
  const left = Math.ceil(((estimatedRows - rows) / rows) * seconds);
  if (left < 100) return `about ${left} s left`;
  const minutes = Math.round(left / 60);
  return minutes < 100 ? `about ${minutes} min left` : `about ${Math.round(left / 3600)} h left`;
}

/** Without an estimate, screen readers are told the count this often. */
const ANNOUNCED_EVERY_S = 15;

/** The text for screen readers. It changes at the start and at each quarter, not with every row. */
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
