import { utf8Length, type Sample } from '@rowhook/contracts';
import { formatBytes, plural } from '../lib/format';

/** What a sample shows about one column. */
export interface ColumnFacts {
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
    nulls: cells.length - values.length,
    rows: cells.length,
    longest: longest?.json.startsWith('"') === true ? lengthOf(longest.json, longest.bytes) : undefined,
  };
}

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
  if (utf8Length(json) < bytes) return formatBytes(bytes);
  return plural(Array.from(JSON.parse(json) as string).length, 'character');
}
