import type { RelationDetail, RowPick, Sample } from '@rowhook/contracts';

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
