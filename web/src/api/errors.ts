import type { Problem, ProblemCode } from '@rowhook/contracts';

/** Errors without a problem document. `page_failed`: an exception that the page does not expect. */
export type LocalErrorCode =
  'gateway_unreachable' | 'gateway_timeout' | 'response_unreadable' | 'response_incomplete' | 'page_failed';
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
