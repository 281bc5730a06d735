import type { MappingRow } from './model';
import type { RowIssue, Verdict } from './issues';

/** Conflicts in which either of two fields may give way. */
const EITHER: readonly RowIssue['code'][] = [
  'duplicate_path',
  'value_and_object',
  'value_and_array',
  'object_and_array',
];

/** An issue, and the id of the row that shows it. */
export type Blamed = readonly [id: number, issue: RowIssue];

/**
 * Which of two fields a conflict is shown at: the contracts name the later one, a person expects the one just edited. As long
 * as neither is edited it stays where it was.
 */
export function blameEdited(
  rows: readonly MappingRow[],
  before: Verdict | undefined,
): (id: number, issue: RowIssue) => Blamed {
  if (before === undefined) return (id, issue) => [id, issue];
  let edited: ReadonlySet<number> | undefined;
  return (id, issue) => {
    const { code, related } = issue;
    if (related === undefined || !EITHER.includes(code)) return [id, issue];
    edited ??= editedSince(before.rows, rows);
    const turns =
      edited.has(id) === edited.has(related)
        ? before.errors.get(related)?.some((old) => old.code === code && old.related === id) === true
        : edited.has(related);
    return turns ? [related, { ...issue, related: id }] : [id, issue];
  };
}

function editedSince(before: readonly MappingRow[], rows: readonly MappingRow[]): ReadonlySet<number> {
  const paths = new Map(before.map(({ id, to }) => [id, to]));
  return new Set(rows.filter(({ id, to }) => paths.get(id) !== to).map(({ id }) => id));
}
