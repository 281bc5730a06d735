import type { z } from 'zod';
import type { FieldError } from './problem.js';

type ZodIssue = z.core.$ZodIssue;

/**
 * What a schema found, as a problem's `errors`. Of a union only the branch that came nearest is reported: the
 * complaints of the others would only confuse.
 */
export function toFieldErrors(error: z.core.$ZodError, base = ''): FieldError[] {
  return error.issues.flatMap((issue) => fromIssue(issue, base));
}

function fromIssue(issue: ZodIssue, base: string): FieldError[] {
  const pointer = base + issue.path.map((segment) => `/${escapePointer(String(segment))}`).join('');
  if (issue.code === 'invalid_union' && issue.errors.length > 0) {
    const nearest = issue.errors.reduce((best, branch) =>
      distance(branch) < distance(best) ? branch : best,
    );
    return nearest.flatMap((inner) => fromIssue(inner, pointer));
  }
  return [{ pointer, code: issue.code, message: issue.message }];
}

/** A branch that refuses the value's type outright is further away than one that finds fault with its parts. */
function distance(issues: ZodIssue[]): number {
  return issues.reduce((sum, { path }) => sum + (path.length === 0 ? 2 : 1), 0);
}

function escapePointer(segment: string): string {
  return segment.replaceAll('~', '~0').replaceAll('/', '~1');
}
