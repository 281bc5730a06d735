import type { FieldError, IssueCode, MappingError, Payload, Warning } from '@rowhook/contracts';
import { rejectedCount } from '../lib/format';
import { fieldName, type DraftField } from './model';

export interface FieldIssue {
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

export type FieldIssues = ReadonlyMap<number, readonly FieldIssue[]>;

export interface ValidationResult {
  /** The fields that were validated. */
  fields: readonly DraftField[];
  /** Issues that make the mapping invalid, by field. */
  errors: FieldIssues;
  /** The errors to show: without those of a part that is still being typed. */
  shown: FieldIssues;
  /** By the other field of each conflict that is shown, the field that owns the issue. */
  owners: ReadonlyMap<number, number>;
  warnings: FieldIssues;
  /** Errors of the mapping as a whole. */
  mappingErrors: readonly string[];
}

export const noIssues: readonly FieldIssue[] = [];

/** A part of a field that takes the focus or has an issue. */
export type FieldPart = 'path' | 'value' | 'cast' | 'null' | 'default';

/** Codes of issues that are not about the path. */
const PARTS: Partial<Record<FieldIssue['code'], FieldPart>> = {
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

/** The issue in a few words, for places without space for the message. */
const SHORT: Partial<Record<FieldIssue['code'], string>> = {
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
  number_unsafe: 'number too large',
  at_not_json: 'type has nothing inside',
  at_invalid: 'JSON Pointer not valid',
  default_invalid: 'default not valid',
  template_invalid: 'template not valid',
  too_many_fields: 'too many fields',
  paths_too_long: 'paths too long',
};

/** An issue in a few words, for example `no path` or `conflict with email`. */
export function shortIssue({ code, message, related }: FieldIssue, fields: readonly DraftField[]): string {
  const short = SHORT[code];
  if (short === undefined) return code.startsWith('path_') ? 'path not valid' : message;
  const other = ownedByEither.includes(code) ? fields.find(({ id }) => id === related) : undefined;
  return other === undefined ? short.replace(/ (?:as|with)$/, '') : `${short} ${fieldName(other)}`;
}

/** The part of a field that an issue is about. */
export function partOf({ code }: Pick<FieldIssue, 'code'>): FieldPart {
  return PARTS[code] ?? 'path';
}

/** The field that a pointer such as `/mapping/fields/3/to` is about; undefined for other pointers. */
export function fieldAt<Field>(fields: readonly Field[], pointer: string): Field | undefined {
  const index = /\/fields\/(\d+)/.exec(pointer)?.[1];
  return index === undefined ? undefined : fields[Number(index)];
}

/** An error or warning about one of `fields` as an issue of this field. */
export function toIssue(
  fields: readonly DraftField[],
  { code, message, related }: { code: FieldIssue['code']; message: string; related?: string | undefined },
): FieldIssue {
  const other = related === undefined ? undefined : fieldAt(fields, related)?.id;
  return { code, message, ...(other === undefined ? {} : { related: other }) };
}

/** The engine's errors in a mapping, by field. `fields` are those that were sent. */
export function issuesOfProblem(errors: readonly FieldError[], fields: readonly DraftField[]): FieldIssues {
  const issues = new Map<number, FieldIssue[]>();
  for (const error of errors) {
    const id = fieldAt(fields, error.pointer)?.id;
    if (id === undefined) continue;
    issues.set(id, [...(issues.get(id) ?? []), toIssue(fields, { ...error, code: 'engine' })]);
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
  fieldIds: readonly number[],
): FieldIssues {
  const rejected = new Map<number, { payloads: number[]; code: IssueCode; message: string }>();
  payloads.forEach(({ issues }, index) => {
    for (const { field, code, message } of issues) {
      const id = field === null ? undefined : fieldIds[field];
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
export const ownedByEither: readonly FieldIssue['code'][] = [
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
  fields: readonly DraftField[],
  previous: ValidationResult | undefined,
): (id: number, issue: FieldIssue) => [id: number, issue: FieldIssue] {
  if (previous === undefined) return (id, issue) => [id, issue];
  let edited: ReadonlySet<number> | undefined;
  return (id, issue) => {
    const { code, related } = issue;
    if (related === undefined || !ownedByEither.includes(code)) return [id, issue];
    edited ??= editedSince(previous.fields, fields);
    const swap =
      edited.has(id) === edited.has(related)
        ? previous.errors.get(related)?.some((old) => old.code === code && old.related === id) === true
        : edited.has(related);
    return swap ? [related, { ...issue, related: id }] : [id, issue];
  };
}

function editedSince(before: readonly DraftField[], fields: readonly DraftField[]): ReadonlySet<number> {
  const paths = new Map(before.map(({ id, to }) => [id, to]));
  return new Set(fields.filter(({ id, to }) => paths.get(id) !== to).map(({ id }) => id));
}
