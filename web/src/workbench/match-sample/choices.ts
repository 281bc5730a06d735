import type { ProposedValue } from '../../match-sample/model/match';

/** The value chosen for a leaf. */
export type Choice = { kind: 'none' } | { kind: 'fixed' } | ProposedValue;

/** What was chosen for an example, by field path. */
export interface Choices {
  values: ReadonlyMap<string, Choice>;
  checks: ReadonlyMap<string, boolean>;
  /** The component schema of an OpenAPI document. */
  schema?: string;
  /** What happens to fields that the example does not have. */
  others: 'keep' | 'remove';
  /** Whether to use the pasted schema as the receiver's schema. */
  useSchema: boolean;
}

export const NO_CHOICES: Choices = { values: new Map(), checks: new Map(), others: 'keep', useSchema: false };
