import { z } from 'zod';
import { Understood } from './connection.js';
import { problemCodes, type ProblemCode } from './problem-kinds.js';

/** Where in a request something is wrong. */
export const FieldError = z
  .object({
    /** JSON Pointer (RFC 6901) into the request's body, or `?name` for a query parameter. */
    pointer: z.string(),
    /** Of mapping_invalid: a MappingErrorCode. Of source_invalid: a SourceErrorCode. Of request_invalid: what kind of breach. */
    code: z.string(),
    message: z.string(),
    /** The other place of a conflict. */
    related: z.string().optional(),
  })
  .meta({ id: 'FieldError' });
export type FieldError = z.infer<typeof FieldError>;

/** What Postgres says about the query of a request. It may quote the query and values of rows: show it as plain text, log none of it. */
export const PostgresMessage = z
  .object({
    message: z.string(),
    hint: z.string().optional(),
    /** Where in the query's text: 1-based, in characters (Unicode code points). */
    position: z.int().min(1).optional(),
  })
  .meta({ id: 'PostgresMessage' });
export type PostgresMessage = z.infer<typeof PostgresMessage>;

/** RFC 9457. `detail` and `hint` are Rowhook's own words, never a server's: those are in `postgres` alone. */
export const Problem = z
  .object({
    type: z.string(),
    title: z.string(),
    status: z.int(),
    detail: z.string(),
    code: z.enum(problemCodes),
    requestId: z.string(),
    retryable: z.boolean(),
    sqlstate: z.string().optional(),
    hint: z.string().optional(),
    errors: z.array(FieldError).optional(),
    /** Of query_invalid, and of query_failed where the source is a query. */
    postgres: PostgresMessage.optional(),
    /** The names of a query's columns in their order, where two are the same. */
    columns: z.array(z.string()).optional(),
    understood: Understood.partial().optional(),
  })
  .meta({ id: 'Problem' });
export type Problem = z.infer<typeof Problem>;

export const PROBLEM_MEDIA_TYPE = 'application/problem+json';

/** Where the gateway serves the pages that explain the codes. */
export const PROBLEM_PAGES = '/docs/problems';

/** The page that explains a code, relative to the gateway (RFC 9457, section 3.1.1 allows that). */
export function problemType(code: ProblemCode): string {
  return `${PROBLEM_PAGES}/${code}`;
}
