import type { MappingRow } from './model';
import { namesLike } from './columns';
import { openReference } from './template';
import type { Typing } from './typing';
import { readableNames } from './readable-names';
import type { Columns, RowIssue } from './issues';

/** A path that stops where more has to come: after a dot, within brackets, or before its first key. */
const MAY_GO_ON = /^$|\.$|\[(?:[0-9]*|"[^"]*"?)$/;

const PATH_CODES: readonly RowIssue['code'][] = [
  'path_empty',
  'path_name_missing',
  'path_bracket_invalid',
  'path_string_invalid',
  'path_index_invalid',
];

/** Whether an issue is only that a part of its row is still being typed, so that it is not one yet. */
export function isUnfinished(
  row: MappingRow,
  { code }: RowIssue,
  part: Typing['part'],
  columns: Columns,
): boolean {
  const { to, source } = row;
  switch (part) {
    case 'path':
      return PATH_CODES.includes(code) && MAY_GO_ON.test(to);
    case 'template': {
      if (code !== 'template_invalid' || source.kind !== 'template') return false;
      const open = openReference(source.template, source.template.length);
      return open !== undefined && namesLike(open.typed, readableNames(columns)).length > 0;
    }
    case 'column':
      if (source.kind !== 'column' || (code !== 'unknown_column' && code !== 'column_missing')) return false;
      return namesLike(source.column, readableNames(columns)).length > 0;
    default:
      return false;
  }
}
