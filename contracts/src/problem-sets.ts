import type { ProblemCode } from './problem-kinds.js';

const anywhere = [
  'request_invalid',
  'not_found',
  'request_too_large',
  'unsupported_media_type',
  'internal',
] as const satisfies readonly ProblemCode[];

/** Problems of every endpoint of the gateway. */
export const commonProblems = [...anywhere, 'host_header_rejected'] as const;

/** Problems of every endpoint of the engine. */
export const engineProblems = [...anywhere, 'unauthorized'] as const;

/** Problems of connecting. */
export const connectingProblems = [
  'connection_string_invalid',
  'connection_parameter_not_allowed',
  'host_not_allowed',
  'authentication_failed',
  'database_not_found',
  'login_refused',
  'tls_required',
  'dns_failed',
  'connect_refused',
  'tls_failed',
  'not_postgres',
  'connection_lost',
  'database_busy',
  'database_unavailable',
  'connect_timeout',
] as const satisfies readonly ProblemCode[];

/** Problems of running a statement. */
export const queryingProblems = [
  'permission_denied',
  'query_failed',
  'query_timeout',
  'lock_timeout',
  'recovery_conflict',
  'overloaded',
] as const satisfies readonly ProblemCode[];

/** Problems of a source. */
export const sourceProblems = [
  'relation_not_found',
  'schema_changed',
  'source_invalid',
  'query_invalid',
  'query_not_allowed',
] as const satisfies readonly ProblemCode[];

/** Problems of reading a source's rows. */
export const samplingProblems = [
  ...sourceProblems,
  'value_unreadable',
] as const satisfies readonly ProblemCode[];

/** Problems of the payloads of a mapping, with a receiver's schema. */
export const previewProblems = [
  ...samplingProblems,
  'schema_invalid',
  'schema_limit_exceeded',
  'mapping_invalid',
] as const satisfies readonly ProblemCode[];

/** Problems of the gateway's endpoints that call the engine. */
export const engineCallProblems = [
  ...connectingProblems,
  ...queryingProblems,
  'engine_unavailable',
  'engine_timeout',
] as const satisfies readonly ProblemCode[];

/** Problems of the gateway's endpoints that read through a connection token. */
export const readingProblems = ['connection_expired', ...engineCallProblems] as const;
