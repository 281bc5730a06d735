import { returnsJson, STEP_LIMITS, TEXT_CASTS, type Cast, type Column, type Step } from '@rowhook/contracts';
import { formatCount } from '../lib/format';
import { withMember } from '../lib/objects';
import { castLabels, ownTypeLabel, type Columns, type ColumnValue, type FieldValue } from './model';

type MemberOf<Value> = Value extends object ? keyof Value : never;

/** The name of a step: the step itself, or its only member. */
type StepKind = Extract<Step, string> | MemberOf<Step>;

export const stepLabels: Record<StepKind, string> = {
  trim: 'Trim',
  lowercase: 'Lowercase',
  uppercase: 'Uppercase',
  digits: 'Digits only',
  emptyAsNull: 'Empty as NULL',
  truncate: 'Truncate',
  replace: 'Replace',
  lookup: 'Look up',
  sha256: 'SHA-256',
};

/** In the order of the menus. */
export const stepKinds = Object.keys(stepLabels) as StepKind[];

export function kindOf(step: Step): StepKind {
  return typeof step === 'string' ? step : (Object.keys(step)[0] as StepKind);
}

/** A step of this kind with its first parameters. `texts`: values that a lookup keeps at first. */
export function newStep(kind: StepKind, texts: readonly string[] = []): Step {
  switch (kind) {
    case 'truncate':
      return { truncate: 100 };
    case 'replace':
      return { replace: ['', ''] };
    case 'lookup':
      return { lookup: { values: Object.fromEntries(texts.map((text) => [text, text])) } };
    case 'sha256':
      return { sha256: 'hex' };
    default:
      return kind;
  }
}

/** The steps in a few words: `Trim · Lowercase · SHA-256`. */
export function stepsSummary(steps: readonly Step[]): string {
  return steps.map((step) => stepLabels[kindOf(step)]).join(' · ');
}

export function stepsOf(value: FieldValue): readonly Step[] {
  return value.kind === 'constant' ? [] : (value.steps ?? []);
}

/** The casts that the value of a column allows. */
export function castsOf({ steps }: ColumnValue, { casts }: Column): readonly Cast[] {
  if (steps === undefined) return casts;
  return steps.some(returnsJson) ? [] : TEXT_CASTS;
}

/** The label of a column's value without a cast. */
export function ownLabel({ steps }: ColumnValue, column: Column): string {
  if (steps === undefined) return ownTypeLabel(column);
  return steps.some(returnsJson) ? 'by lookup' : castLabels.string;
}

const SENT_AS_TEXT: readonly Cast[] = ['string', 'hex', 'base64'];

/** How to send a value as a string: by a cast, or without one if it is text. Undefined if it is sent so already, or cannot be. */
export function stringCast(value: FieldValue, columns: Columns): { as: Cast | undefined } | undefined {
  const column = value.kind === 'column' ? columns.get(value.column) : undefined;
  if (value.kind !== 'column' || column === undefined) return undefined;
  const { as, steps } = value;
  const casts = castsOf(value, column);
  const isText = steps === undefined ? column.jsonType === 'string' : !steps.some(returnsJson);
  const isSent = as === undefined ? isText : SENT_AS_TEXT.includes(as) && casts.includes(as);
  if (isSent) return undefined;
  if (isText) return { as: undefined };
  return casts.includes('string') ? { as: 'string' } : undefined;
}

/**
 * The reason for which the engine would refuse the steps; undefined if it accepts them. Steps that it would refuse are stored too:
 * `Steps` in stored-drafts.ts must read them.
 */
export function stepsError(steps: readonly Step[]): string | undefined {
  if (steps.some((step) => typeof step !== 'string' && 'replace' in step && step.replace[0] === '')) {
    return 'Enter the text to replace.';
  }
  for (const step of steps) {
    const entries = typeof step !== 'string' && 'lookup' in step ? Object.keys(step.lookup.values).length : 0;
    if (entries > STEP_LIMITS.lookupEntries)
      return `A lookup has at most ${formatCount(STEP_LIMITS.lookupEntries)} entries; this one has ${formatCount(entries)}.`;
  }
  const index = steps.findIndex(returnsJson);
  if (index === -1 || index === steps.length - 1) return undefined;
  return 'A lookup that returns anything but text must be the last step.';
}

/** The warning about a lookup without entries; undefined if there is none. */
export function emptyLookup(steps: readonly Step[]): string | undefined {
  for (const step of steps) {
    if (typeof step === 'string' || !('lookup' in step) || Object.keys(step.lookup.values).length > 0)
      continue;
    const { default: otherwise } = step.lookup;
    if (otherwise === undefined) return 'The lookup has no text yet: it rejects every row.';
    return `The lookup has no text yet: every value becomes ${otherwise === null ? 'NULL' : JSON.stringify(otherwise)}.`;
  }
  return undefined;
}

export const mayAddSteps = (steps: readonly Step[], count = 1): boolean =>
  steps.length + count <= STEP_LIMITS.steps;

/** Whether only a hash of the value is sent. */
export const isHashed = (value: FieldValue): boolean =>
  stepsOf(value).some((step) => kindOf(step) === 'sha256');

const hashSteps: readonly Step[] = ['trim', 'lowercase', { sha256: 'hex' }];

/** Whether the steps of the value leave space for those of a hash, and return text. */
export function mayHash(value: FieldValue): boolean {
  const steps = stepsOf(value);
  return mayAddSteps(steps, hashSteps.length) && !steps.some(returnsJson);
}

/** The value with its hash in place of its text, without regard to space around it and to case. A hash is text. */
export function hashed(value: FieldValue): FieldValue {
  return withSteps(withCast(value, undefined), [...stepsOf(value), ...hashSteps]);
}

export function withCast(value: FieldValue, as: Cast | undefined): FieldValue {
  return value.kind === 'column' ? withMember(value, 'as', as) : value;
}

/**
 * The value with other steps, which run in their order; without any if the list is empty. A cast that text does not take is
 * removed.
 */
export function withSteps(value: FieldValue, steps: Step[]): FieldValue {
  if (value.kind === 'constant') return value;
  const changed = withMember(value, 'steps', steps.length === 0 ? undefined : steps);
  if (changed.kind === 'template' || changed.as === undefined || TEXT_CASTS.includes(changed.as))
    return changed;
  return withMember(changed, 'as', undefined);
}
