import { z } from 'zod';
import { strict } from './strict.js';

export const STEP_LIMITS = {
  /** Steps per field. */
  steps: 20,
  /** Entries per lookup. */
  lookupEntries: 1000,
  truncate: 1_000_000,
} as const;

const Lookup = strict({
  values: z
    .record(z.string(), z.json())
    .refine(
      (values) => Object.keys(values).length <= STEP_LIMITS.lookupEntries,
      `Expected at most ${STEP_LIMITS.lookupEntries.toLocaleString('en')} values.`,
    )
    .describe('The result for each text. A null is treated as SQL NULL.'),
  default: z
    .json()
    .optional()
    .describe('The result for any other text. Without a default, any other text is an issue of the row.'),
});

/** The steps without a parameter. */
const PlainStep = z.enum(['trim', 'lowercase', 'uppercase', 'digits', 'emptyAsNull']);

const HashText = z.enum(['hex', 'base64']);

/** The steps with a parameter, each an object with one member. */
const ParameterSteps = [
  strict({
    truncate: z
      .int()
      .min(1)
      .max(STEP_LIMITS.truncate)
      .describe('The number of characters (Unicode code points) to keep.'),
  }),
  strict({
    replace: z
      .tuple([z.string().min(1), z.string()])
      .describe('Replaces every occurrence of the first text with the second.'),
  }),
  strict({ lookup: Lookup }),
  strict({
    sha256: z
      .union([HashText, strict({ as: HashText, empty: z.literal('hash') })])
      .describe('The SHA-256 hash of the UTF-8 text. Empty text becomes NULL unless "empty" is "hash".'),
  }),
] as const;

/** A function on the text of a value. NULL stays NULL. */
export const Step = z.union([PlainStep, ...ParameterSteps]).meta({
  id: 'Step',
  description:
    'trim removes white space at both ends (like String.prototype.trim in ECMAScript). lowercase and uppercase map each ' +
    'character by Unicode, regardless of the locale of the database. digits keeps 0 to 9. emptyAsNull makes empty text NULL.',
});
export type Step = z.infer<typeof Step>;

/** Applied in order. The result is text, unless the last step is a lookup that returns something else. */
export const Steps = z.array(Step).min(1).max(STEP_LIMITS.steps);

/** Whether a lookup can return a value that is neither text nor null, so that it must be the last step. */
export function returnsJson(step: Step): boolean {
  if (typeof step === 'string' || !('lookup' in step)) return false;
  const { values, default: otherwise = null } = step.lookup;
  return [...Object.values(values), otherwise].some((value) => value !== null && typeof value !== 'string');
}
