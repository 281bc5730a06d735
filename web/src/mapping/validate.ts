import { nearest, parsePointer, POINTER_RULE } from '@rowhook/contracts';
import { castWords } from './labels';
import { readConstant } from './constant';
import { policyOf, type Draft, type MappingRow } from './model';
import { parseTemplate } from './template';
import type { Typing } from './typing';
import { blameEdited } from './blame';
import { checkPaths, fieldAt } from './placements';
import { readableNames } from './readable-names';
import { isUnfinished } from './unfinished';
import type { Columns, RowIssue, Verdict } from './issues';

/**
 * All that can be said about a draft without the engine. Issues that stay the same keep their identity. `typing` is what goes
 * on, as in History: a name that is half typed is no error yet.
 */
export function checkDraft(draft: Draft, columns: Columns, before?: Verdict, typing?: Typing): Verdict {
  const { rows } = draft;
  const placed = checkPaths(draft);
  const blame = blameEdited(rows, before);
  const errors = new Map<number, RowIssue[]>();
  const warnings = new Map<number, RowIssue[]>();
  const whole: string[] = [];

  for (const error of placed.errors) {
    const row = fieldAt(rows, error.pointer);
    if (row === undefined) whole.push(error.message);
    // A new field gets its path with its column: until then only the column is missing.
    else if (row.to !== '' || row.source.kind !== 'column' || row.source.column !== '')
      append(errors, ...blame(row.id, toIssue(rows, error.code, error.message, error.related)));
  }
  for (const warning of placed.warnings) {
    const row = fieldAt(rows, warning.pointer);
    if (row !== undefined)
      append(warnings, row.id, toIssue(rows, warning.code, warning.message, warning.related));
  }
  for (const row of rows) {
    for (const issue of checkSource(row, draft, columns)) append(errors, row.id, issue);
  }
  return {
    rows,
    unfinished: typing !== undefined && dropUnfinished(errors, rows, typing, columns),
    errors: keepIdentity(errors, before?.errors),
    shownAt: shownAt(errors),
    warnings: keepIdentity(warnings, before?.warnings),
    whole,
  };
}

/** Takes away what is wrong only because it is still being typed; whether there was anything. */
function dropUnfinished(
  errors: Map<number, RowIssue[]>,
  rows: readonly MappingRow[],
  { part, id }: Typing,
  columns: Columns,
): boolean {
  const row = rows.find((each) => each.id === id);
  const all = errors.get(id);
  if (row === undefined || all === undefined) return false;
  const left = all.filter((issue) => !isUnfinished(row, issue, part, columns));
  if (left.length > 0) errors.set(id, left);
  else errors.delete(id);
  return left.length < all.length;
}

function checkSource(row: MappingRow, draft: Draft, columns: Columns): RowIssue[] {
  const { source } = row;
  const issues: RowIssue[] = [];
  if (source.kind === 'column') {
    const column = columns.get(source.column);
    if (source.column === '') issues.push({ code: 'column_missing', message: 'Choose the column to send.' });
    else if (column?.readable !== true) issues.push(columnIssue(source.column, columns));
    else if (source.as !== undefined && !column.casts.includes(source.as)) {
      issues.push({
        code: 'cast_not_allowed',
        message: `${column.type} cannot be sent as ${castWords[source.as]}.`,
      });
    } else if (source.at !== undefined && !column.pointable) {
      const message = `${column.type} has nothing inside; only json and jsonb columns do.`;
      issues.push({ code: 'at_not_json', message });
    } else if (source.at !== undefined && parsePointer(source.at) === undefined) {
      issues.push({ code: 'at_invalid', message: POINTER_RULE });
    }
  } else if (source.kind === 'value') {
    const constant = readConstant(source.constant);
    if (!constant.ok) issues.push({ code: constant.code, message: constant.message });
  } else {
    const template = parseTemplate(source.template);
    if (!template.ok) issues.push({ code: 'template_invalid', message: template.message });
    else {
      const closed = template.columns.find((name) => columns.get(name)?.readable !== true);
      if (closed !== undefined) issues.push(columnIssue(closed, columns));
    }
  }
  const policy = policyOf(row, draft);
  if (typeof policy === 'object') {
    const constant = readConstant(policy.default);
    if (!constant.ok) issues.push({ code: 'default_invalid', message: `Default: ${constant.message}` });
  }
  return issues;
}

/** Why a column cannot be sent that is not among those that may be read. */
function columnIssue(name: string, columns: Columns): RowIssue {
  if (columns.has(name)) return { code: 'column_unreadable', message: `This login may not read ${name}.` };
  const near = nearest(name, readableNames(columns));
  const hint = near === undefined ? '' : ` Did you mean ${near}?`;
  return { code: 'unknown_column', message: `There is no column ${name}.${hint}` };
}

function toIssue(
  rows: readonly MappingRow[],
  code: RowIssue['code'],
  message: string,
  pointer: string | undefined,
): RowIssue {
  const related = pointer === undefined ? undefined : fieldAt(rows, pointer)?.id;
  return { code, message, ...(related === undefined ? {} : { related }) };
}

function shownAt(errors: ReadonlyMap<number, readonly RowIssue[]>): ReadonlyMap<number, number> {
  const shown = new Map<number, number>();
  for (const [id, issues] of errors) {
    for (const { related } of issues) if (related !== undefined) shown.set(related, id);
  }
  return shown;
}

function append(map: Map<number, RowIssue[]>, id: number, issue: RowIssue): void {
  const list = map.get(id);
  if (list === undefined) map.set(id, [issue]);
  else list.push(issue);
}

function keepIdentity(
  now: Map<number, readonly RowIssue[]>,
  before: ReadonlyMap<number, readonly RowIssue[]> | undefined,
): ReadonlyMap<number, readonly RowIssue[]> {
  if (before === undefined) return now;
  for (const [id, issues] of now) {
    const old = before.get(id);
    if (old !== undefined && sameIssues(old, issues)) now.set(id, old);
  }
  return now;
}

function sameIssues(a: readonly RowIssue[], b: readonly RowIssue[]): boolean {
  return (
    a.length === b.length &&
    a.every(
      ({ code, message, related }, i) =>
        code === b[i]?.code && message === b[i].message && related === b[i].related,
    )
  );
}
