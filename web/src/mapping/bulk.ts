import { formatFieldPath, parseFieldPath, type Cast, type FieldPath } from '@rowhook/contracts';
import { plural } from '../lib/format';
import { withMember } from '../lib/objects';
import {
  castLabels,
  nullLabels,
  policyOf,
  type Columns,
  type Draft,
  type DraftField,
  type OnNull,
  type PlainPolicy,
} from './model';
import { nestByWords } from './nesting';
import { newConflicts, type NewConflict } from './new-conflicts';
import { pathOf } from './paths';
import { ownLabel, stringCast, withCast } from './steps';

/**
 * The fields that a bulk edit changes, which are those that the field search finds, and where they are. A bulk edit cannot select
 * text columns only: `jsonType` is also `string` for dates, UUIDs and bytea.
 */
export interface BulkScope {
  shown: readonly DraftField[];
  draft: Draft;
  columns: Columns;
}

/** One line of the summary: a changed path, a change of the field at a path, or the path of a removed field. */
export interface BulkChange {
  /** The path of the field; undefined if the path itself changes. */
  field?: string;
  before: string;
  /** Undefined if the field is removed. */
  after: string | undefined;
}

/** The result of a bulk edit before it is applied. */
export interface BulkPlan {
  /** Of the edit, in the history. */
  name: string;
  draft: Draft;
  changes: readonly BulkChange[];
  /** Path conflicts that the edit would cause. */
  conflicts: readonly NewConflict[];
}

/** Why the options of a bulk edit cannot be used. */
export interface BulkError {
  error: string;
}

export function planCamelCase(scope: BulkScope): BulkPlan {
  return planPaths('camelCase', scope, (path) =>
    path.map((segment) => (typeof segment === 'number' ? segment : camelCase(segment))),
  );
}

export function planNesting(scope: BulkScope): BulkPlan {
  const nested = nestByWords(scope.shown, scope.draft.fields);
  return planPaths('nest', scope, (path, { id }) => nested.get(id) ?? path);
}

/** A nesting of the columns that have their own names; undefined if there is none, or it would cause conflicts. */
export function proposeNesting(draft: Draft, columns: Columns): BulkPlan | undefined {
  const shown = draft.fields.filter(
    ({ to, value }) => value.kind === 'column' && to === formatFieldPath([value.column]),
  );
  const nested = nestByWords(shown, draft.fields, true);
  if (nested.size === 0) return undefined;
  const plan = planPaths('nest', { shown, draft, columns }, (path, { id }) => nested.get(id) ?? path);
  return plan.conflicts.length === 0 ? plan : undefined;
}

/**
 * Adds a prefix to paths: `user.` puts a field inside an object, `list[0].` inside an entry of a list, and `crm_` goes
 * before the first key.
 */
export function planPrefix(scope: BulkScope, prefix: string): BulkPlan | BulkError {
  const parents = prefix.endsWith('.') ? prefix.slice(0, -1) : prefix;
  const parsed = parseFieldPath(parents);
  if (!parsed.ok) return { error: parsed.error.message };
  const { path } = parsed;
  const last = path.at(-1);
  if (parents !== prefix || typeof last === 'number' || prefix.endsWith(']')) {
    return planPaths('prefix', scope, (rest) => [...path, ...rest]);
  }
  const parent = path.slice(0, -1);
  return planPaths('prefix', scope, ([first, ...rest]) => [
    ...parent,
    `${last ?? ''}${first ?? ''}`,
    ...rest,
  ]);
}

/** Sets what NULL becomes. A field that would repeat the policy of the mapping gets none of its own. */
export function planNulls(scope: BulkScope, policy: PlainPolicy): BulkPlan {
  const { draft } = scope;
  const name = (count: number) => `If NULL of ${plural(count, 'field')}`;
  return planFields(name, scope, (field) => {
    const before = policyOf(field, draft);
    if (field.value.kind === 'constant' || before === policy) return undefined;
    const inherits = field.onNull !== undefined && (draft.onNull ?? 'keep') === policy;
    return {
      change: { field: field.to, before: policyLabel(before), after: nullLabels[policy] },
      field: withMember(field, 'onNull', inherits ? undefined : policy),
    };
  });
}

/** Sends columns as strings where their type allows it, or as their own type. */
export function planCast(scope: BulkScope, cast: 'string' | 'own'): BulkPlan {
  const label = cast === 'string' ? 'strings' : 'their own type';
  const name = (count: number) => `send ${plural(count, 'field')} as ${label}`;
  return planFields(name, scope, (field) => {
    const { value } = field;
    const column = value.kind === 'column' ? scope.columns.get(value.column) : undefined;
    if (value.kind !== 'column' || column === undefined) return undefined;
    const changed = cast === 'string' ? stringCast(value, scope.columns) : { as: undefined };
    if (changed === undefined || changed.as === value.as) return undefined;
    const labelOf = (as: Cast | undefined) => (as === undefined ? ownLabel(value, column) : castLabels[as]);
    return {
      change: { field: field.to, before: labelOf(value.as), after: labelOf(changed.as) },
      field: { ...field, value: withCast(value, changed.as) },
    };
  });
}

export function planRemoval(scope: BulkScope): BulkPlan {
  const name = (count: number) => `remove ${plural(count, 'field')}`;
  return planFields(name, scope, ({ to }) => ({ change: { before: to, after: undefined } }));
}

/** Changes each field with a valid path. `label`: what is done to the paths, in the history. */
function planPaths(
  label: string,
  scope: BulkScope,
  change: (path: FieldPath, field: DraftField) => FieldPath,
): BulkPlan {
  const name = (count: number) => `${label} ${plural(count, 'path')}`;
  return planFields(name, scope, (field) => {
    const path = pathOf(field);
    const to = path === undefined ? field.to : formatFieldPath(change(path, field));
    return to === field.to ? undefined : { field: { ...field, to }, change: { before: field.to, after: to } };
  });
}

/** Changes each field by itself. Undefined leaves a field as it is; a change without a field removes it. */
function planFields(
  name: (count: number) => string,
  { shown, draft }: BulkScope,
  changeOf: (field: DraftField) => { field?: DraftField; change: BulkChange } | undefined,
): BulkPlan {
  const changed = new Map<number, DraftField[]>();
  const changes = shown.flatMap((field) => {
    const found = changeOf(field);
    if (found === undefined) return [];
    changed.set(field.id, found.field === undefined ? [] : [found.field]);
    return [found.change];
  });
  const after = { ...draft, fields: draft.fields.flatMap((field) => changed.get(field.id) ?? field) };
  return { name: name(changes.length), draft: after, changes, conflicts: newConflicts(draft, after) };
}

function policyLabel(policy: OnNull): string {
  return typeof policy === 'string' ? nullLabels[policy] : `default ${policy.default.text || '""'}`;
}

/** `billing_zip` becomes `billingZip`. Underscores around a key stay. */
function camelCase(key: string): string {
  const [, before = '', name = '', after = ''] = /^(_*)(.*?)(_*)$/su.exec(key) ?? [];
  if (!name.includes('_')) return key;
  const [first = '', ...others] = (name === name.toUpperCase() ? name.toLowerCase() : name).split(/_+/u);
  return before + first + others.map(capitalize).join('') + after;
}

function capitalize(word: string): string {
  const [first = ''] = word;
  return first.toUpperCase() + word.slice(first.length);
}
