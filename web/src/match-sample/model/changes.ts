import { formatFieldPath, returnsJson } from '@rowhook/contracts';
import { fieldName, type Draft, type FieldValue, type DraftField } from '../../mapping/model';
import { pathOf } from '../../mapping/paths';
import { stepsOf, withCast, withSteps } from '../../mapping/steps';
import type { Leaf } from './leaves';

/** A leaf to fill, and with what. */
export interface Fill {
  leaf: Leaf;
  value: FieldValue;
}

/** The change of the field at a leaf's path. */
export type Change =
  { kind: 'new' } | { kind: 'same' } | { kind: 'moved'; from: string } | { kind: 'replaced'; from: string };

export interface Plan {
  draft: Draft;
  /** By field path. */
  changes: ReadonlyMap<string, Change>;
  /** Fields that the example does not have. */
  others: readonly DraftField[];
}

/**
 * Plans the mapping that fills the leaves. Fields that fill a leaf already stay, those that send the same elsewhere move there and keep
 * their steps and their NULL policy, and the order follows the example.
 */
export function planChanges(
  draft: Draft,
  leaves: readonly Leaf[],
  fills: readonly Fill[],
  others: 'keep' | 'remove',
  newId: () => number,
): Plan {
  const places = new Set(leaves.map(({ to }) => to));
  const atPlace = new Map<string, DraftField>();
  for (const field of draft.fields) {
    const to = normalPath(field);
    if (places.has(to) && !atPlace.has(to)) atPlace.set(to, field);
  }
  const staying = new Set(atPlace.values());
  const movable = draft.fields.filter((field) => !staying.has(field));
  const moved = new Set<DraftField>();
  const changes = new Map<string, Change>();
  const filled = new Map<string, DraftField>(atPlace);
  for (const { leaf, value } of fills) {
    const here = atPlace.get(leaf.to);
    const same = here !== undefined && sameValue(withStepsOf(here, value), here.value);
    const find = (isSame: typeof sameValue) =>
      movable.find((field) => !moved.has(field) && isSame(field.value, value));
    // Prefers a field that already has the proposed steps.
    const other = here === undefined ? (find(sameValue) ?? find(sendsSame)) : undefined;
    if (other !== undefined) moved.add(other);
    const base = here ?? other;
    changes.set(leaf.to, same ? { kind: 'same' } : changeOf(here, other));
    filled.set(leaf.to, same ? here : newField(base, leaf.to, value, newId));
  }
  const rest = movable.filter((field) => !moved.has(field));
  const kept = others === 'keep' ? rest : [];
  const fields = leaves.flatMap(({ to }) => filled.get(to) ?? []);
  return { draft: { ...draft, fields: [...fields, ...kept] }, changes, others: rest };
}

/** The path of a field as `formatFieldPath()` writes it. */
export function normalPath(field: DraftField): string {
  const path = pathOf(field);
  return path === undefined ? field.to : formatFieldPath(path);
}

function changeOf(here: DraftField | undefined, other: DraftField | undefined): Change {
  if (here !== undefined) return { kind: 'replaced', from: fieldName(here) };
  return other === undefined ? { kind: 'new' } : { kind: 'moved', from: other.to };
}

function newField(
  base: DraftField | undefined,
  to: string,
  value: FieldValue,
  newId: () => number,
): DraftField {
  const nulls = base?.onNull === undefined || value.kind === 'constant' ? {} : { onNull: base.onNull };
  return { id: base?.id ?? newId(), to, value: withStepsOf(base, value), ...nulls };
}

/** Returns the value with the steps of a field that sends the same value. Without its steps, a hashed value would be sent as plain text. */
function withStepsOf(base: DraftField | undefined, value: FieldValue): FieldValue {
  const steps = base !== undefined && sendsSame(base.value, value) ? stepsOf(base.value) : [];
  if (steps.length === 0) return value;
  // Results that are JSON values cannot be cast.
  return withSteps(steps.some(returnsJson) ? withCast(value, undefined) : value, [...steps]);
}

function sameValue(a: FieldValue, b: FieldValue): boolean {
  if (!sendsSame(a, b) || stepsOf(a).length !== stepsOf(b).length) return false;
  return a.kind !== 'column' || b.kind !== 'column' || a.as === b.as;
}

/** Whether two values send the same, be it as another type or changed by steps. */
function sendsSame(a: FieldValue, b: FieldValue): boolean {
  if (a.kind === 'column' && b.kind === 'column')
    return a.column === b.column && (a.at ?? '') === (b.at ?? '');
  if (a.kind === 'constant' && b.kind === 'constant')
    return a.constant.kind === b.constant.kind && a.constant.text === b.constant.text;
  if (a.kind === 'template' && b.kind === 'template') return a.template === b.template;
  return false;
}
