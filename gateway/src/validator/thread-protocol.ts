import type { FieldError, SchemaIssue, SchemaReport } from '@rowhook/contracts';

/** The requests that a validator's thread handles, one at a time. */
export interface ThreadRequests {
  /** Takes the schema from the text of a request and compiles it. `rest` is the text without `schema` and `component`. */
  prepare: { parameters: { body: string }; response: { rest: string } };
  /** Validates payloads. */
  validate: { parameters: { bodies: (string | null)[] }; response: { issues: SchemaIssue[][] } };
  /** Adds whole lines of an export with keys to the report. */
  add: { parameters: { lines: Uint8Array<ArrayBuffer> }; response: object };
  /** Returns the report and starts the next one. */
  report: { parameters: object; response: { payloads: number; schema: SchemaReport } };
}

export type ThreadRequest = {
  [Name in keyof ThreadRequests]: { name: Name } & ThreadRequests[Name]['parameters'];
}[keyof ThreadRequests];

export type ThreadResponse<Name extends keyof ThreadRequests> = ThreadRequests[Name]['response'];

/** The response to a request that failed. */
export type Failure = { errors: FieldError[] } | { limit: true };
