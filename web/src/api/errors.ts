import type { Problem, ProblemCode } from '@rowhook/contracts';

/** What can go wrong before a problem document arrives. */
export type LocalFailureCode = 'gateway_unreachable' | 'gateway_timeout' | 'answer_unreadable';
export type FailureCode = ProblemCode | LocalFailureCode;

/** Every call ends in an answer that keeps the contract, or in one of these. */
export class ApiFailure extends Error {
  readonly code: FailureCode;
  readonly problem: Problem | undefined;

  constructor(code: FailureCode, problem?: Problem) {
    super(code);
    this.name = 'ApiFailure';
    this.code = code;
    this.problem = problem;
  }
}
