import type { FieldError, IssueCode, MappingError, Payload, Warning } from '@rowhook/contracts';
import { rejectedCount } from '../lib/format';
import { fieldName, type MappingRow } from './model';

export interface RowIssue {
  code:
    | MappingError['code']
    | Warning['code']
    | IssueCode
    | 'constant_invalid'
    | 'constant_repeats'
    | 'column_missing'
    | 'default_invalid'
    | 'steps_invalid'
    | 'lookup_empty'
    | 'engine';
  message: string;
  /** Id of the other field of a conflict. */
  related?: number;
  /** Index of the payload with the issue, if it is not the one shown. */
  payload?: number;
}

export type RowIssues = ReadonlyMap<number, readonly RowIssue[]>;

export interface ValidationResult {
  /** The fields that were validated. */
  rows: readonly MappingRow[];
  /** Issues that make the mapping invalid, by field. */
  errors: RowIssues;
  /** The errors to show: without those of a part that is still being typed. */
  shown: RowIssues;
  /** By the other field of each conflict that is shown, the field that owns the issue. */
  owners: ReadonlyMap<number, number>;
  warnings: RowIssues;
  /** Errors of the mapping as a whole. */
  mappingErrors: readonly string[];
}

export const noIssues: readonly RowIssue[] = [];

/** A part of a field that takes the focus or has an issue. */
export type RowPart = 'path' | 'value' | 'cast' | 'null' | 'default';

/** Codes of issues that are not about the path. */
const PARTS: Partial<Record<RowIssue['code'], RowPart>> = {
  column_missing: 'value',
  unknown_column: 'value',
  column_unreadable: 'value',
  at_not_json: 'value',
  at_invalid: 'value',
  template_invalid: 'value',
  steps_invalid: 'value',
  lookup_not_last: 'value',
  constant_invalid: 'value',
  constant_repeats: 'value',
  number_unsafe: 'value',
  column_failed: 'value',
  not_in_lookup: 'value',
  lookup_empty: 'value',
  cast_not_allowed: 'cast',
  not_json: 'cast',
  not_a_number: 'cast',
  not_an_integer: 'cast',
  not_a_boolean: 'cast',
  not_a_finite_time: 'cast',
  null_not_allowed: 'null',
  default_invalid: 'default',
};

/** What is wrong, in a few words, where there is no room for the message. */
const SHORT: Partial<Record<RowIssue['code'], string>> = {
  path_empty: 'no path',
  duplicate_path: 'same path as',
  value_and_object: 'conflict with',
  value_and_array: 'conflict with',
  object_and_array: 'conflict with',
  array_hole: 'gap in the list',
  omit_in_array: 'omits a list entry',
  column_missing: 'no column',
  unknown_column: 'no such column',
  column_unreadable: 'column not readable',
  cast_not_allowed: 'type not allowed',
  constant_invalid: 'value not valid',
  number_unsafe: 'number not exact',
  at_not_json: 'type has nothing inside',
  at_invalid: 'JSON Pointer not valid',
  default_invalid: 'default not valid',
  template_invalid: 'template not valid',
  too_many_fields: 'too many fields',
  paths_too_long: 'paths too long',
};

/** An issue in a few words, for example `no path` or `conflict with email`. */
export function shortIssue({ code, message, related }: RowIssue, rows: readonly MappingRow[]): string {
  const short = SHORT[code];
  if (short === undefined) return code.startsWith('path_') ? 'path not valid' : message;
  const other = EITHER.includes(code) ? rows.find(({ id }) => id === related) : undefined;
  return other === undefined ? short.replace(/ (?:as|with)$/, '') : `${short} ${fieldName(other)}`;
}

/** The part of a field that an issue is about. */
export function partOf({ code }: RowIssue): RowPart {
  return PARTS[code] ?? 'path';
}

/** The field that a pointer such as `/mapping/fields/3/to` is about; undefined for other pointers. */
export function fieldAt<Field>(fields: readonly Field[], pointer: string): Field | undefined {
  const index = /\/fields\/(\d+)/.exec(pointer)?.[1];
  return index === undefined ? undefined : fields[Number(index)];
}

/** An error or warning about one of `fields` as an issue of this field. */
export function toIssue(
  rows: readonly MappingRow[],
  { code, message, related }: { code: RowIssue['code']; message: string; related?: string | undefined },
): RowIssue {
  const other = related === undefined ? undefined : fieldAt(rows, related)?.id;
  return { code, message, ...(other === undefined ? {} : { related: other }) };
}

/** The engine's errors in a mapping, by field. `fieldIds` are the ids of the fields that were sent. */
export function issuesOfProblem(errors: readonly FieldError[], rowIds: readonly number[]): RowIssues {
  const issues = new Map<number, RowIssue[]>();
  for (const { pointer, message, related } of errors) {
    const id = fieldAt(rowIds, pointer);
    const other = related === undefined ? undefined : fieldAt(rowIds, related);
    if (id === undefined) continue;
    const issue: RowIssue = { code: 'engine', message, ...(other === undefined ? {} : { related: other }) };
    issues.set(id, [...(issues.get(id) ?? []), issue]);
  }
  return issues;
}

/**
 * Why rows of the sample are rejected, by field: the message of the payload shown, otherwise of the first rejected one,
 * and how many are rejected.
 */
export function issuesOfPayloads(
  payloads: readonly Payload[],
  shown: number,
  rowIds: readonly number[],
): RowIssues {
  const rejected = new Map<number, { payloads: number[]; code: IssueCode; message: string }>();
  payloads.forEach(({ issues }, index) => {
    for (const { field, code, message } of issues) {
      const id = field === null ? undefined : rowIds[field];
      if (id === undefined) continue;
      const known = rejected.get(id) ?? { payloads: [], code, message };
      if (known.payloads.at(-1) !== index) known.payloads.push(index);
      rejected.set(id, index === shown ? { ...known, code, message } : known);
    }
  });
  return new Map(
    [...rejected].map(([id, { payloads: indexes, code, message }]) => {
      const [first] = indexes;
      const elsewhere = indexes.includes(shown) || first === undefined ? {} : { payload: first };
      const count = rejectedCount(indexes.length, payloads.length);
      return [id, [{ code, message: `${message} ${count}.`, ...elsewhere }]];
    }),
  );
}

/** Conflicts that either of two fields can own. */
const EITHER: readonly RowIssue['code'][] = [
  'duplicate_path',
  'value_and_object',
  'value_and_array',
  'object_and_array',
];

/**
 * Chooses the field that owns a conflict: the one edited last. If neither was edited, the owner stays the same. The
 * contracts name the later of the two.
 */
export function ownerChooser(
  rows: readonly MappingRow[],
  previous: ValidationResult | undefined,
): (id: number, issue: RowIssue) => [id: number, issue: RowIssue] {
  if (previous === undefined) return (id, issue) => [id, issue];
  let edited: ReadonlySet<number> | undefined;
  return (id, issue) => {
    const { code, related } = issue;
    if (related === undefined || !EITHER.includes(code)) return [id, issue];
    edited ??= editedSince(previous.rows, rows);
    const swap =
      edited.has(id) === edited.has(related)
        ? previous.errors.get(related)?.some((old) => old.code === code && old.related === id) === true
        : edited.has(related);
    return swap ? [related, { ...issue, related: id }] : [id, issue];
  };
}

function editedSince(before: readonly MappingRow[], rows: readonly MappingRow[]): ReadonlySet<number> {
  const paths = new Map(before.map(({ id, to }) => [id, to]));
  return new Set(rows.filter(({ id, to }) => paths.get(id) !== to).map(({ id }) => id));
}
