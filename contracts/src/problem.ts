import { z } from 'zod';
import { Understood } from './connection.js';
import { problemCodes, type ProblemCode } from './problem-kinds.js';

/** An error at one place of a request. */
export const FieldError = z
  .object({
    /** JSON Pointer (RFC 6901) into the request's body, or `?name` for a query parameter. */
    pointer: z.string(),
    /** A MappingErrorCode for mapping_invalid, a SourceErrorCode for source_invalid, the kind of error for request_invalid. */
    code: z.string(),
    message: z.string(),
    /** The other place of a conflict. */
    related: z.string().optional(),
  })
  .meta({ id: 'FieldError' });
export type FieldError = z.infer<typeof FieldError>;

/** Postgres's error for the query of a request. It may quote the query and values of rows, so it must not be logged. */
const PostgresMessage = z
  .object({
    message: z.string(),
    hint: z.string().optional(),
    /** Position in the query's text: 1-based, in Unicode code points. */
    position: z.int().min(1).optional(),
  })
  .meta({ id: 'PostgresMessage' });

/** A problem document (RFC 9457). `detail` and `hint` are written by Rowhook; a server's own text is only in `postgres`. */
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
    /** For query_invalid, and for query_failed and query_not_allowed if the source is a query. */
    postgres: PostgresMessage.optional(),
    /** The names of a query's columns, in order, if two are equal. */
    columns: z.array(z.string()).optional(),
    understood: Understood.partial().optional(),
  })
  .meta({ id: 'Problem' });
export type Problem = z.infer<typeof Problem>;

export const PROBLEM_MEDIA_TYPE = 'application/problem+json';

/** The gateway's path of the pages that explain the codes. */
export const PROBLEM_PAGES = '/docs/problems';

/** Returns the `type` of a problem: a relative URL (RFC 9457, section 3.1.1) of the page that explains the code. */
export function problemType(code: ProblemCode): string {
  return `${PROBLEM_PAGES}/${code}`;
}
