import { Problem } from '@rowhook/contracts';
import { ProblemError } from '../http/problems.js';

/** Converts a problem of the engine for the browser; undefined if it is none. Two codes concern the gateway and are replaced. */
export function problemOfEngine(value: unknown, retryAfter?: number): ProblemError | undefined {
  const parsed = Problem.safeParse(value);
  if (!parsed.success) return undefined;
  const { code, detail, hint, errors, sqlstate, postgres, columns, understood } = parsed.data;
  if (code === 'unauthorized') {
    return new ProblemError('engine_unavailable', "The engine refuses the gateway's token.", {
      hint: 'Give both the same ENGINE_TOKEN.',
    });
  }
  if (code === 'not_found') {
    return new ProblemError('engine_unavailable', 'The engine does not have this endpoint.', {
      hint: 'Run gateway and engine of the same version.',
    });
  }
  const extras = { hint, errors, sqlstate, postgres, columns, understood };
  return new ProblemError(code, detail, extras, Number.isInteger(retryAfter) ? retryAfter : undefined);
}
