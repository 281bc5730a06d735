import type { FieldError, SchemaIssue, SchemaReport } from '@rowhook/contracts';

/** What the thread of a validator is asked, one question at a time, and what it answers. */
export interface Questions {
  /** Takes the schema from the text of a request and compiles it. `rest` is the text without `schema` and `component`. */
  prepare: { ask: { body: string }; answer: { rest: string } };
  /** Validates payloads. */
  validate: { ask: { bodies: (string | null)[] }; answer: { issues: SchemaIssue[][] } };
  /** Adds whole lines of an export with keys to the report. */
  add: { ask: { lines: Uint8Array<ArrayBuffer> }; answer: object };
  /** Ends a report, and begins the next one. */
  report: { ask: object; answer: { payloads: number; schema: SchemaReport } };
}

export type Question = {
  [Name in keyof Questions]: { name: Name } & Questions[Name]['ask'];
}[keyof Questions];

export type Answer<Name extends keyof Questions> = Questions[Name]['answer'];

/** What it answers otherwise. */
export type Failure = { errors: FieldError[] } | { limit: true };
