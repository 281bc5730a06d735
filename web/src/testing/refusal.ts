import { problemKinds, problemType, type Problem, type ProblemCode } from '@rowhook/contracts';

/** A refusal as the gateway would word it. */
export class Refusal extends Error {
  readonly problem: Problem;

  constructor(code: ProblemCode, more: Partial<Problem> = {}) {
    super(code);
    const { status, title, retryable } = problemKinds[code];
    this.problem = {
      type: problemType(code),
      title,
      status,
      detail: `${title}.`,
      code,
      requestId: 'mock-1',
      retryable,
      ...more,
    };
  }
}
