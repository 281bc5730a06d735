import type { Cast, Column, Step } from '@rowhook/contracts';
import { visibleName, visibleText } from '../lib/visible-text';
import { parseTemplate } from './template';
import { readableColumns } from '../lib/relation';

export type ConstantKind = 'text' | 'number' | 'boolean' | 'null' | 'json';

/** A JSON value as the user typed it. */
export interface Constant {
  kind: ConstantKind;
  text: string;
}

/** A column's value; `at` is a JSON Pointer into a json column, `as` a cast, of the text after the `steps` if there are any. */
export interface ColumnValue {
  kind: 'column';
  column: string;
  at?: string;
  steps?: Step[];
  as?: Cast;
}

/** The value of a field. */
export type FieldValue =
  | ColumnValue
  | { kind: 'constant'; constant: Constant }
  | { kind: 'template'; template: string; steps?: Step[] };

export type ValueKind = FieldValue['kind'];

export const valueKindLabels: Record<ValueKind, string> = {
  column: 'Column',
  constant: 'Fixed value',
  template: 'Combine columns',
};

export type OnNull = 'keep' | 'omit' | 'error' | { default: Constant };

/** One field of a mapping while it is edited. Any part may be unfinished or invalid. */
export interface DraftField {
  /** Stays with the field through edits, moves and undo. */
  id: number;
  /** The field path as typed. */
  to: string;
  value: FieldValue;
  /** The mapping's own policy applies if undefined. */
  onNull?: OnNull;
}

export interface Draft {
  /** The policy of fields without one of their own. */
  onNull?: OnNull;
  /** In the order of the output. */
  fields: readonly DraftField[];
}

/** The part of a field that the user is typing in. */
export interface EditInProgress {
  part: 'path' | 'column' | 'template' | 'constant' | 'default' | 'steps';
  /** Id of the field. */
  id: number;
}

/** The part being edited. `paused`: there was no key for a while. */
export interface Typing extends EditInProgress {
  paused: boolean;
}

/** The policy that applies to a field. A constant is never NULL. */
export function policyOf(field: DraftField, draft: Pick<Draft, 'onNull'>): OnNull {
  if (field.value.kind === 'constant') return 'keep';
  return field.onNull ?? draft.onNull ?? 'keep';
}

/** The name of a field in sentences and in the history. */
export function fieldName({ value }: DraftField): string {
  if (value.kind === 'column') return value.column === '' ? 'new field' : visibleName(value.column);
  if (value.kind === 'template') return `“${visibleText(value.template)}”`;
  return `fixed value ${visibleText(value.constant.text)}`.trim();
}

/** The labels of casts. */
export const castLabels: Record<Cast, string> = {
  string: 'string',
  number: 'number',
  integer: 'integer',
  boolean: 'true/false',
  json: 'JSON',
  hex: 'hex',
  base64: 'base64',
  unix_seconds: 'Unix seconds',
  unix_millis: 'Unix ms',
};

/** The label of a column's type without a cast. */
export function ownTypeLabel({ type, jsonType }: Pick<Column, 'type' | 'jsonType'>): string {
  if (/^(date|timestamp|time)\b/.test(type) && jsonType === 'string') return 'ISO 8601';
  if (type === 'bytea') return castLabels.base64;
  return jsonType === 'array' ? 'array' : castLabels[jsonType];
}

/** The policies for NULL without a value, in the order of the menus. */
export const nullLabels = {
  keep: 'keep null',
  omit: 'omit key',
  error: 'reject row',
} as const satisfies Partial<Record<OnNull & string, string>>;

export type PlainPolicy = keyof typeof nullLabels;
export const plainPolicies = Object.keys(nullLabels) as PlainPolicy[];

/** Columns by name. */
export type Columns = ReadonlyMap<string, Column>;

/** How often each column is used: by a field of its own or within a template. */
export function countUses(fields: readonly DraftField[]): ReadonlyMap<string, number> {
  const uses = new Map<string, number>();
  const count = (column: string) => uses.set(column, (uses.get(column) ?? 0) + 1);
  for (const { value } of fields) {
    if (value.kind === 'column') count(value.column);
    else if (value.kind === 'template') {
      const parsed = parseTemplate(value.template);
      if (parsed.ok) for (const column of new Set(parsed.columns)) count(column);
    }
  }
  return uses;
}

/** The columns that a field may take, to be offered. */
export function readableNames(columns: Columns): string[] {
  return readableColumns(columns.values()).map(({ name }) => name);
}
