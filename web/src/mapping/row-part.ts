import type { RowIssue } from './issues';

/** What of a row has the focus, or is wrong. */
export type RowPart = 'path' | 'source' | 'cast' | 'default';

/** All else is about the path: what it says, what it meets, and what the engine reports of the field as a whole. */
const ELSEWHERE: Partial<Record<RowIssue['code'], RowPart>> = {
  column_missing: 'source',
  unknown_column: 'source',
  column_unreadable: 'source',
  at_not_json: 'source',
  at_invalid: 'source',
  template_invalid: 'source',
  constant_invalid: 'source',
  number_unsafe: 'source',
  cast_not_allowed: 'cast',
  default_invalid: 'default',
};

/** The part of a row that an issue is about. */
export function partOf({ code }: RowIssue): RowPart {
  return ELSEWHERE[code] ?? 'path';
}
