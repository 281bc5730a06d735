import type { Problem, ProblemCode } from '@rowhook/contracts';

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
