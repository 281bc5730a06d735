import type { RowPick, Sample } from '@rowhook/contracts';
import { isNull, isTruncated } from '../lib/cell';
import { formatBytes, plural } from '../lib/format';
import { readableColumns } from '../lib/relation';
import type { SourceDetail } from '../lib/source';

/** Facts about one column of a sample. */
interface ColumnFacts {
  nulls: number;
  rows: number;
  /** The length of the longest text: in characters if the sample has it in full, otherwise in bytes. */
  longest: string | undefined;
}

/** The facts about a column; undefined if the sample has no such column or no rows. */
export function columnFacts(sample: Sample | undefined, column: string): ColumnFacts | undefined {
  const index = sample?.columns.indexOf(column) ?? -1;
  if (sample === undefined || index === -1 || sample.rows.length === 0) return undefined;
  const cells = sample.rows.flatMap(({ cells: all }) => all[index] ?? []);
  const values = cells.flatMap(({ json, bytes }) => (json === null ? [] : [{ json, bytes }]));
  const longest = values.reduce<(typeof values)[number] | undefined>(
    (most, value) => (most === undefined || value.bytes > most.bytes ? value : most),
    undefined,
  );
  return {
    nulls: cells.filter(isNull).length,
    rows: cells.length,
    longest: longest?.json.startsWith('"') === true ? lengthOf(longest.json, longest.bytes) : undefined,
  };
}

/** The distinct texts of a column in a sample; none if they are too many for a table, or not all of them are whole texts. */
export function distinctTexts(sample: Sample | undefined, column: string): readonly string[] {
  const index = sample?.columns.indexOf(column) ?? -1;
  if (sample === undefined || index === -1) return [];
  const texts = new Set<string>();
  for (const { cells } of sample.rows) {
    const { json, bytes } = cells[index] ?? { json: null, bytes: 0 };
    if (json === null) continue;
    if (!json.startsWith('"') || isTruncated(json, bytes)) return [];
    texts.add(JSON.parse(json) as string);
  }
  return texts.size > DISTINCT_MAX ? [] : [...texts].sort();
}

const DISTINCT_MAX = 12;

/** For example `NULL in 3 of 10 · longest 48 characters`. */
export function formatFacts({ nulls, rows, longest }: ColumnFacts): string {
  return [
    nulls === 0 ? 'never NULL in the sample' : `NULL in ${nulls} of ${rows}`,
    longest === undefined ? '' : `longest ${longest}`,
  ]
    .filter(Boolean)
    .join(' · ');
}

function lengthOf(json: string, bytes: number): string {
  if (isTruncated(json, bytes)) return formatBytes(bytes);
  return plural(Array.from(JSON.parse(json) as string).length, 'character');
}

/**
 * Whether `first` means the first rows by key. The sample says so; without one, a readable key suggests it. A sample of
 * spread rows has no order, so it says nothing.
 */
export function firstIsByKey(
  { keyColumns, columns }: Pick<SourceDetail, 'keyColumns' | 'columns'>,
  pick: RowPick,
  sample: Pick<Sample, 'order'> | undefined,
): boolean {
  if (sample !== undefined && pick !== 'spread') return sample.order.length > 0;
  const readable = new Set(readableColumns(columns).map(({ name }) => name));
  return keyColumns.length > 0 && keyColumns.every((name) => readable.has(name));
}

/** The JSON value of a column in a row of the sample, possibly truncated; undefined for NULL, and if the sample is another one. */
export function sampleValue(
  sample: Sample | undefined,
  takenAt: string | undefined,
  row: number,
  column: string | undefined,
): string | undefined {
  if (sample === undefined || sample.takenAt !== takenAt || column === undefined) return undefined;
  const cell = sample.rows[row]?.cells[sample.columns.indexOf(column)];
  if (cell === undefined || cell.json === null) return undefined;
  return isTruncated(cell.json, cell.bytes) ? `${cell.json}…` : cell.json;
}
