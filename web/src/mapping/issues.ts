import type { Column, MappingError, Warning } from '@rowhook/contracts';
import type { MappingRow } from './model';

export interface RowIssue {
  code:
    | MappingError['code']
    | Warning['code']
    | 'constant_invalid'
    | 'column_missing'
    | 'default_invalid'
    | 'reported';
  message: string;
  /** Id of the other row of a conflict. */
  related?: number;
  /** Index of the payload to look at, where it is not the one that is shown. */
  payload?: number;
}

export interface Verdict {
  /** Of which all this is said. */
  rows: readonly MappingRow[];
  /** What keeps the mapping from being applied, by row. */
  errors: ReadonlyMap<number, readonly RowIssue[]>;
  /** By the other row of each conflict, the row at which it is shown. */
  shownAt: ReadonlyMap<number, number>;
  warnings: ReadonlyMap<number, readonly RowIssue[]>;
  /** Errors of the mapping as a whole. */
  whole: readonly string[];
  /** Whether something cannot be applied only because it is still being typed. */
  unfinished: boolean;
}

/** Columns by name. */
export type Columns = ReadonlyMap<string, Column>;

export const noIssues: readonly RowIssue[] = [];

/** What the engine found, by row: in the mapping, or in the payload that is shown. */
export type Reports = ReadonlyMap<number, readonly RowIssue[]>;
