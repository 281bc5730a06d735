import type {
  Column,
  Condition,
  Description,
  RelationDetail,
  RelationName,
  Source,
} from '@rowhook/contracts';
import { relationText } from './relation';

/** Names a source of a database: a relation, or the SQL query. Each database has one query. */
export type SourceName = RelationName | 'query';

export function nameOf(source: Source): SourceName {
  return source.relation ?? 'query';
}

export function sameSource(a: SourceName | undefined, b: SourceName | undefined): boolean {
  if (typeof a !== 'object' || typeof b !== 'object') return a === b;
  return a.schema === b.schema && a.name === b.name;
}

/** The name of a source in titles and sentences. */
export function sourceText(name: SourceName): string {
  return name === 'query' ? 'SQL query' : relationText(name);
}

/** The name of a file about a source. It needs no quotes in a shell. */
export function fileName(source: SourceName, extension: string): string {
  const name = source === 'query' ? source : source.name;
  const plain = name.replace(/[^\p{L}\p{N}_.-]+/gu, '_').replace(/^[-.]+/, '');
  return `${plain === '' ? 'export' : plain}.${extension}`;
}

/** A table as a source. A filter without conditions is left out, so that equal sources have the same text. */
export function tableSource(relation: RelationName, where: readonly Condition[]): Source {
  return { relation, ...(where.length === 0 ? {} : { where: [...where] }) };
}

/** What the workbench knows about a source. */
export interface SourceDetail {
  name: SourceName;
  columns: readonly Column[];
  /** The columns that identify a row, in key order; empty without a key. */
  keyColumns: readonly string[];
  /** Postgres's estimate for the whole table; null if there is none. */
  estimatedRows: number | null;
  /** Whether rows can be sampled that are spread over the table, which needs no sort. */
  canSpread: boolean;
  /** Whether row-level security limits the rows that this login sees. */
  rowSecurity: boolean;
}

export function relationDetail(detail: RelationDetail): SourceDetail {
  const { schema, name, columns, primaryKey, estimatedRows, kind, pages, rowSecurity } = detail;
  return {
    name: { schema, name },
    columns,
    keyColumns: primaryKey,
    estimatedRows,
    canSpread: kind === 'table' && pages > 0,
    rowSecurity,
  };
}

export function queryDetail({ columns, key }: Description): SourceDetail {
  return {
    name: 'query',
    columns,
    keyColumns: key,
    estimatedRows: null,
    canSpread: false,
    rowSecurity: false,
  };
}
