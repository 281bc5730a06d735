import type { Cast } from '@rowhook/contracts';
import { visibleName } from '../lib/visible-name';

export type ConstantKind = 'text' | 'number' | 'boolean' | 'null' | 'json';

/** A JSON constant as it is being typed. */
export interface Constant {
  kind: ConstantKind;
  text: string;
}

export type Source =
  | { kind: 'column'; column: string; at?: string; as?: Cast }
  | { kind: 'value'; constant: Constant }
  | { kind: 'template'; template: string };

export type OnNull = 'keep' | 'omit' | 'error' | { default: Constant };

/** One field of a mapping on its way: everything may still be half typed. */
export interface MappingRow {
  /** Stays with the row through edits, moves and undo. */
  id: number;
  to: string;
  source: Source;
  /** Undefined: what the mapping as a whole says. */
  onNull?: OnNull;
}

export interface Draft {
  /** What the mapping as a whole says about NULL. */
  onNull?: OnNull;
  /** In the order of the output. */
  rows: readonly MappingRow[];
}

export function columnSource(column: string, at: string | undefined, as: Cast | undefined): Source {
  return { kind: 'column', column, ...(at === undefined ? {} : { at }), ...(as === undefined ? {} : { as }) };
}

export function policyOf(row: MappingRow, draft: Pick<Draft, 'onNull'>): OnNull {
  if (row.source.kind === 'value') return 'keep';
  return row.onNull ?? draft.onNull ?? 'keep';
}

/** What a row is called in sentences and names of steps. */
export function sourceName({ source }: MappingRow): string {
  if (source.kind === 'column') return source.column === '' ? 'new field' : visibleName(source.column);
  return source.kind === 'value' ? `fixed value ${source.constant.text}`.trim() : `“${source.template}”`;
}
