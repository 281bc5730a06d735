import { MAPPING_LIMITS, utf8Length } from '@rowhook/contracts';
import { readConstant } from './constant';
import { fieldAt, shortIssue, toIssue, type RowIssue, type RowIssues } from './issues';
import { fieldName, type Draft, type MappingRow } from './model';
import { checkPaths } from './paths';

/** A field that is not in the payload. */
export interface LeftOut {
  id: number;
  name: string;
  reason: string;
}

export interface ValidPart {
  draft: Draft;
  leftOut: readonly LeftOut[];
}

/** The part of a draft that a payload can be made from: all fields but those with errors. `errors` are all that it has. */
export function validPart(draft: Draft, errors: RowIssues): ValidPart {
  const issues = new Map<MappingRow, RowIssue>(beyondLimits(draft.rows));
  for (const row of draft.rows) {
    const [issue] = errors.get(row.id) ?? [];
    if (issue !== undefined) issues.set(row, issue);
  }
  if (issues.size === 0) return { draft, leftOut: [] };
  let rows = draft.rows.filter((row) => !issues.has(row));
  // Without one of its fields, a conflict or a gap may show that the errors do not name.
  for (let found = conflicts(rows, draft); found.length > 0; found = conflicts(rows, draft)) {
    for (const [row, issue] of found) issues.set(row, issue);
    rows = draft.rows.filter((row) => !issues.has(row));
  }
  // No field is left that needs a default of the mapping that is not valid.
  const { onNull, ...rest } = draft;
  const usable = typeof onNull !== 'object' || readConstant(onNull.default).ok;
  return {
    draft: { ...rest, ...(onNull !== undefined && usable ? { onNull } : {}), rows },
    leftOut: draft.rows.flatMap((row) => {
      const issue = issues.get(row);
      if (issue === undefined) return [];
      return [{ id: row.id, name: fieldName(row), reason: shortIssue(issue, draft.rows) }];
    }),
  };
}

function conflicts(rows: readonly MappingRow[], draft: Draft): [row: MappingRow, issue: RowIssue][] {
  return checkPaths(rows, draft).errors.flatMap((error) => {
    const row = fieldAt(rows, error.pointer);
    return row === undefined ? [] : [[row, toIssue(rows, error)]];
  });
}

/** The last fields of a mapping that has too many of them, or too long paths. */
function beyondLimits(rows: readonly MappingRow[]): [row: MappingRow, issue: RowIssue][] {
  let bytes = 0;
  return rows.flatMap((row, index) => {
    bytes += utf8Length(row.to);
    const code =
      index >= MAPPING_LIMITS.fields
        ? 'too_many_fields'
        : bytes > MAPPING_LIMITS.pathBytes
          ? 'paths_too_long'
          : undefined;
    return code === undefined ? [] : [[row, { code, message: '' }]];
  });
}
