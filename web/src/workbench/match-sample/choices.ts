import type { ProposedValue } from '../../match-sample/model/match';

/** The value chosen for a leaf. */
export type Choice = { kind: 'none' } | { kind: 'fixed' } | ProposedValue;

/** What the user chose in Match a sample. */
export interface Choices {
  /** By field path. */
  values: ReadonlyMap<string, Choice>;
  /** By field path. */
  checks: ReadonlyMap<string, boolean>;
  /** The component of an OpenAPI document that is read. */
  component?: string;
  /** What happens to fields that the example does not have. */
  others: 'keep' | 'remove';
  /** Whether the pasted schema becomes the receiver's schema, too. */
  takesSchema: boolean;
}

export const NO_CHOICES: Choices = {
  values: new Map(),
  checks: new Map(),
  others: 'keep',
  takesSchema: false,
};
