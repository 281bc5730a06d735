import type { Problem, ProblemCode, RelationName, Server } from '@rowhook/contracts';
import { isQuery, relationText } from '../lib/relation';

/** Errors before a problem document arrives. */
export type LocalErrorCode =
  'gateway_unreachable' | 'gateway_timeout' | 'response_unreadable' | 'response_incomplete';
export type ErrorCode = ProblemCode | LocalErrorCode;

/** Every call returns a valid response or throws this. */
export class ApiError extends Error {
  readonly code: ErrorCode;
  readonly problem: Problem | undefined;

  constructor(code: ErrorCode, problem?: Problem) {
    super(code);
    this.name = 'ApiError';
    this.code = code;
    this.problem = problem;
  }
}

/** The name of the relation if none is read. */
export const CATALOG = 'the catalog';

/** What a message can name: whatever is known about where the error happened. */
export interface MessageContext {
  user: string;
  host: string;
  port: string;
  database: string;
  relation: string;
  /** The problem's own detail, or the empty string. */
  detail: string;
  hint: string;
  /** Whether rows spread over the table, which need no sort, could be read instead. */
  canSpread: boolean;
}

/** What is known about where an error happened. The problem takes precedence over the connection. */
export function messageContext(
  problem: Problem | undefined,
  server?: Pick<Server, 'host' | 'port' | 'user' | 'database'>,
  relation?: RelationName,
  canSpread = false,
): MessageContext {
  const { host, port, user, database } = problem?.understood ?? {};
  return {
    host: host ?? server?.host ?? 'the server',
    port: String(port ?? server?.port ?? 5432),
    user: user ?? server?.user ?? 'this user',
    database: database ?? server?.database ?? 'the database',
    relation: relation === undefined ? CATALOG : isQuery(relation) ? 'the SQL query' : relationText(relation),
    detail: problem?.detail ?? '',
    hint: problem?.hint ?? '',
    canSpread,
  };
}
