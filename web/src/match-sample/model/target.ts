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

export type Standing =
  | { state: 'filled'; row: number }
  | { state: 'missing' }
  /** Something else stands there than the receiver's example has. */
  | { state: 'other type'; row: number; is: SentType };

export interface TargetStanding {
  to: string;
  type: SentType;
  standing: Standing;
}

export const typeLabels: Record<SentType, string> = {
  string: 'text',
  number: 'a number',
  boolean: 'true or false',
  null: 'null',
  list: 'a list',
  object: 'an object',
};

/** How far a mapping fills what the receiver expects, in the receiver's order. */
export function standingOf(target: readonly TargetField[], draft: Draft, columns: Columns): TargetStanding[] {
  const placed = draft.fields.flatMap((row) => {
    const path = pathOf(row);
    return path === undefined || !hasSource(row) ? [] : [{ row, path }];
  });
  const exact = new Map(placed.map((each) => [formatFieldPath(each.path), each]));
  return target.map(({ path, type }) => {
    const to = formatFieldPath(path);
    const here = exact.get(to);
    if (here !== undefined)
      return { to, type, standing: compare(type, sentType(here.row.value, columns), here.row.id) };
    const around = placed.find((each) => each.path.length < path.length && pathStartsWith(path, each.path));
    if (around !== undefined) {
      const is = sentType(around.row.value, columns);
      const holds = is === undefined || is === 'list' || is === 'object';
      return { to, type, standing: holds ? { state: 'filled', row: around.row.id } : { state: 'missing' } };
    }
    const inside = placed.find((each) => each.path.length > path.length && pathStartsWith(each.path, path));
    if (inside === undefined) return { to, type, standing: { state: 'missing' } };
    const is = typeof inside.path[path.length] === 'number' ? 'list' : 'object';
    return { to, type, standing: compare(type, is, inside.row.id) };
  });
}

/** A null in the example says nothing of the type. */
function compare(expected: SentType, is: SentType | undefined, row: number): Standing {
  const fits = is === undefined || expected === 'null' || is === expected;
  return fits ? { state: 'filled', row } : { state: 'other type', row, is };
}

function hasSource({ value }: DraftField): boolean {
  return value.kind !== 'column' || value.column !== '';
}
