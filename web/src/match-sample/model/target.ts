import { formatFieldPath, pathStartsWith, type FieldPath } from '@rowhook/contracts';
import type { Columns } from '../../mapping/columns';
import { sentType, type SentType } from '../../mapping/constant';
import type { Draft, DraftField } from '../../mapping/model';
import { pathOf } from '../../mapping/paths';

/** What a receiver expects: places and types, no values. */
export interface TargetField {
  path: FieldPath;
  type: SentType;
}

type Status =
  | { state: 'filled'; row: number }
  | { state: 'missing' }
  /** The field sends another type than the receiver's example has. */
  | { state: 'other type'; row: number; is: SentType };

export type FieldStatus = Status & { to: string; type: SentType };

export const typeLabels: Record<SentType, string> = {
  string: 'text',
  number: 'a number',
  boolean: 'true or false',
  null: 'null',
  list: 'a list',
  object: 'an object',
};

/** How far a mapping fills what the receiver expects, in the receiver's order. */
export function targetStatuses(
  target: readonly TargetField[],
  draft: Draft,
  columns: Columns,
): FieldStatus[] {
  const placed = draft.fields.flatMap((row) => {
    const path = pathOf(row);
    return path === undefined || !hasSource(row) ? [] : [{ row, path }];
  });
  const exact = new Map(placed.map((each) => [formatFieldPath(each.path), each]));
  const statusOf = ({ path, type }: TargetField, to: string): Status => {
    const here = exact.get(to);
    if (here !== undefined) return compare(type, sentType(here.row.value, columns), here.row.id);
    const parent = placed.find((each) => pathStartsWith(path, each.path));
    if (parent !== undefined) {
      const is = sentType(parent.row.value, columns);
      const holds = is === undefined || is === 'list' || is === 'object';
      return holds ? { state: 'filled', row: parent.row.id } : { state: 'missing' };
    }
    const child = placed.find((each) => pathStartsWith(each.path, path));
    if (child === undefined) return { state: 'missing' };
    return compare(type, typeof child.path[path.length] === 'number' ? 'list' : 'object', child.row.id);
  };
  return target.map((field) => {
    const to = formatFieldPath(field.path);
    return { to, type: field.type, ...statusOf(field, to) };
  });
}

/** A null in the example says nothing of the type. */
function compare(expected: SentType, is: SentType | undefined, row: number): Status {
  const fits = is === undefined || expected === 'null' || is === expected;
  return fits ? { state: 'filled', row } : { state: 'other type', row, is };
}

function hasSource({ value }: DraftField): boolean {
  return value.kind !== 'column' || value.column !== '';
}
