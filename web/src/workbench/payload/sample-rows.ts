import { utf8Length, type Payload, type RelationDetail, type RowPick, type Sample } from '@rowhook/contracts';

/**
 * Whether the first rows are the first by primary key. A key that cannot be read gives no order, and neither does
 * that of an inheritance parent, which only a sample tells; but one spread over the table never has an order.
 */
export function firstIsByKey(
  { primaryKey, columns }: Pick<RelationDetail, 'primaryKey' | 'columns'>,
  pick: RowPick,
  sample: Pick<Sample, 'order'> | undefined,
): boolean {
  if (sample !== undefined && pick !== 'spread') return sample.order.length > 0;
  const readable = new Set(columns.filter((column) => column.readable).map(({ name }) => name));
  return primaryKey.length > 0 && primaryKey.every((name) => readable.has(name));
}

/** A row's key as text, for example `id 7, line 2`; empty if the relation has no key. */
export function rowKeyText(key: Payload['key'], columns: readonly string[]): string {
  return key?.map((value, i) => `${columns[i] ?? ''} ${value}`).join(', ') ?? '';
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
  return utf8Length(cell.json) < cell.bytes ? `${cell.json}…` : cell.json;
}
