import type { z } from 'zod';
import { formatPointer } from './json-pointer.js';
import { nearest } from './nearest.js';
import type { FieldError } from './problem.js';

type ZodIssue = z.core.$ZodIssue;

/** The largest number of errors in a problem. A body of 2 MiB could have hundreds of thousands. */
export const ERRORS_LIMIT = 50;

/**
 * Converts Zod's issues to the `errors` of a problem, at most ERRORS_LIMIT. Of a union, only the closest branch is reported, because
 * errors of the others would confuse.
 */
export function toFieldErrors(error: z.core.$ZodError): FieldError[] {
  return fromIssues(error.issues, '');
}

/** The same for a query string, with the names of parameters instead of pointers. */
export function toParameterErrors({ issues }: z.core.$ZodError): FieldError[] {
  return firstErrors(issues, (issue) => {
    const [name = issue.path.join('.')] = issue.code === 'unrecognized_keys' ? issue.keys : [];
    return [{ pointer: `?${name}`, code: issue.code, message: messageOf(issue) }];
  });
}

function fromIssues(issues: ZodIssue[], base: string): FieldError[] {
  return firstErrors(issues, (issue) => fromIssue(issue, base));
}

function firstErrors(issues: ZodIssue[], errorsOf: (issue: ZodIssue) => FieldError[]): FieldError[] {
  const errors: FieldError[] = [];
  for (const issue of issues) {
    if (errors.length >= ERRORS_LIMIT) break;
    if (!isMisspelled(issue, issues)) errors.push(...errorsOf(issue));
  }
  return errors.slice(0, ERRORS_LIMIT);
}

/** Whether a key is missing because it was misspelled, which the error of the unknown key already says. */
function isMisspelled({ code, path }: ZodIssue, siblings: ZodIssue[]): boolean {
  const key = path.at(-1);
  if (code !== 'invalid_type' || typeof key !== 'string') return false;
  return siblings.some(
    (other) =>
      other.code === 'unrecognized_keys' &&
      other.path.length === path.length - 1 &&
      other.path.every((segment, i) => segment === path[i]) &&
      other.keys.some((unknown) => nearest(unknown, [key]) !== undefined),
  );
}

function fromIssue(issue: ZodIssue, base: string): FieldError[] {
  const pointer = base + formatPointer(issue.path.map(String));
  if (issue.code === 'invalid_union' && issue.errors.length > 0) {
    const types = new Set(issue.errors.map(onlyTypeOf));
    if (!types.has(undefined))
      return [{ pointer, code: 'invalid_type', message: `Expected ${[...types].join(' or ')}.` }];
    const closest = issue.errors.reduce((best, branch) =>
      distance(branch) < distance(best) ? branch : best,
    );
    return fromIssues(closest, pointer);
  }
  return [{ pointer, code: issue.code, message: messageOf(issue) }];
}

const EXPECTED: Partial<Record<string, string>> = {
  string: 'a string',
  number: 'a number',
  int: 'a whole number',
  boolean: 'true or false',
  array: 'an array',
  tuple: 'an array',
  object: 'an object',
  record: 'an object',
};

/** The type that a branch of a union expects, if it refuses the value for its type. */
function onlyTypeOf([issue, ...others]: ZodIssue[]): string | undefined {
  if (issue?.code !== 'invalid_type' || issue.path.length > 0 || others.length > 0) return undefined;
  return isOutOfRange(issue) ? undefined : (EXPECTED[issue.expected] ?? issue.expected);
}

/** Whether JSON.parse made an infinite number, as of `1e400`. */
function isOutOfRange(issue: ZodIssue): boolean {
  return 'received' in issue && String(issue.received).endsWith('Infinity');
}

function messageOf(issue: ZodIssue): string {
  if (isOutOfRange(issue)) return 'The number is out of range. Only a string can hold it.';
  if (issue.code === 'invalid_type' && issue.expected !== 'never')
    return `Expected ${EXPECTED[issue.expected] ?? issue.expected}.`;
  if (issue.code === 'invalid_value')
    return `Expected ${issue.values.map((value) => JSON.stringify(value)).join(' or ')}.`;
  if (issue.code === 'too_small') return `Expected at least ${amount(issue.minimum, issue.origin)}.`;
  if (issue.code === 'too_big') return `Expected at most ${amount(issue.maximum, issue.origin)}.`;
  // Messages of `strict` and of the contracts' own checks. Zod's own messages are written for developers.
  if (['unrecognized_keys', 'custom', 'invalid_union', 'invalid_type'].includes(issue.code))
    return issue.message;
  return 'Expected another value.';
}

function amount(limit: number | bigint, origin: string): string {
  const unit = { string: 'character', array: 'element' }[origin];
  return unit === undefined
    ? String(limit)
    : `${limit.toLocaleString('en')} ${unit}${limit === 1 ? '' : 's'}`;
}

/** A branch that refuses the type of the value is further away than one that refuses a part of it, or its size. */
function distance(issues: ZodIssue[]): number {
  const isRefused = (issue: ZodIssue) =>
    issue.path.length === 0 && issue.code !== 'unrecognized_keys' && !isOutOfRange(issue);
  return issues
    .filter((issue) => !isMisspelled(issue, issues))
    .reduce((sum, issue) => sum + (isRefused(issue) ? 2 : 1), 0);
}
