import { formatFieldPath, type Cast } from '@rowhook/contracts';
import { columnSource, type Constant, type MappingRow, type Source } from './model';
import { ownKey } from './own-key';

/** A change of one row; what it does not name stays. */
export interface Edit {
  id: number;
  to?: string;
  onNull?: 'keep';
  column?: string;
  constant?: Constant;
}

export function applyEdit(row: MappingRow, edit: Edit | undefined): MappingRow {
  if (edit === undefined) return row;
  return {
    ...(edit.column === undefined ? row : withColumn(row, edit.column)),
    ...(edit.to === undefined ? {} : { to: edit.to }),
    ...(edit.onNull === undefined ? {} : { onNull: edit.onNull }),
    ...(edit.constant === undefined ? {} : { source: { kind: 'value' as const, constant: edit.constant } }),
  };
}

/** A path that is the column's name follows it from key to key. */
export function withTypedColumn(row: MappingRow, column: string): MappingRow {
  const { to, source } = row;
  const follows =
    source.kind === 'column' && source.column !== '' && to === formatFieldPath([ownKey(source.column)]);
  return withColumn(follows ? { ...row, to: '' } : row, column);
}

function withColumn(row: MappingRow, column: string): MappingRow {
  return {
    ...row,
    to: row.to === '' && column !== '' ? formatFieldPath([ownKey(column)]) : row.to,
    source: { kind: 'column', column },
  };
}

export function withAt(source: Source, at: string | undefined): Source {
  return source.kind === 'column' ? columnSource(source.column, at, source.as) : source;
}

export function withCast(source: Source, as: Cast | undefined): Source {
  return source.kind === 'column' ? columnSource(source.column, source.at, as) : source;
}
