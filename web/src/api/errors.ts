import type { Problem, ProblemCode, RelationName, Server } from '@rowhook/contracts';
import { relationText } from '../lib/relation';

/** What can go wrong before a problem document arrives. */
export type LocalErrorCode = 'gateway_unreachable' | 'gateway_timeout' | 'answer_unreadable';
export type ErrorCode = ProblemCode | LocalErrorCode;

/** Every call ends in an answer that keeps the contract, or in one of these. */
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

/** Stands for the relation where none was to be read. */
export const CATALOG = 'the catalog';

/** What a failure's words may name: whatever is known of where it happened. */
export interface Circumstances {
  user: string;
  host: string;
  port: string;
  database: string;
  relation: string;
  /** What the problem itself says of this case, or nothing. */
  detail: string;
  hint: string;
  /** Whether rows spread over the table, which need no sort, could be asked for instead. */
  canSpread: boolean;
}

/** What is known of where a failure happened: the problem's own word goes before that of the connection. */
export function circumstances(
  problem: Problem | undefined,
  server?: Pick<Server, 'host' | 'port' | 'user' | 'database'>,
  relation?: RelationName,
  canSpread = false,
): Circumstances {
  const { host, port, user, database } = problem?.understood ?? {};
  return {
    host: host ?? server?.host ?? 'the server',
    port: String(port ?? server?.port ?? 5432),
    user: user ?? server?.user ?? 'this user',
    database: database ?? server?.database ?? 'the database',
    relation: relation === undefined ? CATALOG : relationText(relation),
    detail: problem?.detail ?? '',
    hint: problem?.hint ?? '',
    canSpread,
  };
}
