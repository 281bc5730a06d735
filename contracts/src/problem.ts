import { z } from 'zod';
import { Understood } from './connection.js';

interface ProblemKind {
  status: number;
  title: string;
  /** Whether the same request may succeed later. */
  retryable: boolean;
}

const kind = (status: number, title: string, retryable = false): ProblemKind => ({ status, title, retryable });

/** The closed list of problems. The engine's list is held to this one by `vectors/codes.json`. */
export const problemKinds = {
  request_invalid: kind(400, 'The request breaks the contract'),
  connection_string_invalid: kind(400, 'The connection string cannot be used'),
  connection_parameter_not_allowed: kind(400, 'The connection string has a parameter that is not allowed'),
  connection_expired: kind(401, 'The connection has expired'),
  unauthorized: kind(401, 'The engine needs its token'),
  host_not_allowed: kind(403, 'This host may not be reached'),
  permission_denied: kind(403, 'Postgres denies access'),
  not_found: kind(404, 'No such path'),
  relation_not_found: kind(404, 'No such relation'),
  schema_changed: kind(409, 'The relation has changed'),
  request_too_large: kind(413, 'The request is too large'),
  unsupported_media_type: kind(415, 'The body must be JSON'),
  host_header_rejected: kind(421, 'This host name is not served'),
  mapping_invalid: kind(422, 'The mapping cannot be applied'),
  authentication_failed: kind(422, 'Postgres refused the password'),
  database_not_found: kind(422, 'No such database'),
  login_refused: kind(422, 'Postgres refused the login'),
  tls_required: kind(422, 'The server may require TLS'),
  query_failed: kind(422, 'The query failed in Postgres'),
  value_unreadable: kind(422, 'A value cannot be read as UTF-8'),
  row_invalid: kind(422, 'A row does not fit the mapping'),
  dns_failed: kind(502, 'The host name is unknown', true),
  connect_refused: kind(502, 'The connection was refused', true),
  tls_failed: kind(502, 'TLS failed', true),
  not_postgres: kind(502, 'This is not a Postgres server'),
  connection_lost: kind(502, 'The connection was lost', true),
  engine_unavailable: kind(502, 'The engine cannot be reached', true),
  database_busy: kind(503, 'The database has no free connection', true),
  database_unavailable: kind(503, 'The database is not available', true),
  recovery_conflict: kind(503, 'The standby cancelled the query', true),
  overloaded: kind(503, 'Too much at once', true),
  connect_timeout: kind(504, 'Connecting took too long', true),
  query_timeout: kind(504, 'The query took too long', true),
  lock_timeout: kind(504, 'The relation is locked', true),
  engine_timeout: kind(504, 'The engine took too long', true),
  internal: kind(500, 'Something went wrong'),
} as const satisfies Record<string, ProblemKind>;

export type ProblemCode = keyof typeof problemKinds;
export const problemCodes = Object.keys(problemKinds) as [ProblemCode, ...ProblemCode[]];

/** Where in a request something is wrong. */
export const FieldError = z.object({
  /** JSON Pointer (RFC 6901) into the request's body, or `?name` for a query parameter. */
  pointer: z.string(),
  /** Of mapping_invalid: a MappingErrorCode. Of request_invalid: what kind of breach. */
  code: z.string(),
  message: z.string(),
  /** The other place of a conflict. */
  related: z.string().optional(),
});
export type FieldError = z.infer<typeof FieldError>;

/** RFC 9457. `detail` and `hint` are Rowhook's own words, never a server's. */
export const Problem = z.object({
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
  understood: Understood.partial().optional(),
});
export type Problem = z.infer<typeof Problem>;

export const PROBLEM_MEDIA_TYPE = 'application/problem+json';

/** The page that explains a code. */
export function problemType(code: ProblemCode): string {
  return `https://rowhook.dev/problems/${code}`;
}
