import { formatFieldPath, pathStartsWith, type FieldPath } from '@rowhook/contracts';
import type { Columns } from '../../checks/verdict';
import { readConstant } from '../../draft/constant';
import type { Draft, MappingRow } from '../../draft/draft';
import { pathOf } from '../../draft/places';
import type { LeafType } from './leaves';

/** What a receiver expects: places and types, no values. */
export interface TargetField {
  path: FieldPath;
  type: LeafType;
}

export type Standing =
  | { state: 'filled'; row: number }
  | { state: 'missing' }
  /** Something else stands there than the receiver's example has. */
  | { state: 'other type'; row: number; is: LeafType };

export interface TargetStanding {
  to: string;
  type: LeafType;
  standing: Standing;
}

export const typeWords: Record<LeafType, string> = {
  string: 'text',
  number: 'a number',
  boolean: 'true or false',
  null: 'null',
  list: 'a list',
  object: 'an object',
};

/** How far a mapping fills what the receiver expects, in the receiver's order. */
export function standingOf(target: readonly TargetField[], draft: Draft, columns: Columns): TargetStanding[] {
  const placed = draft.rows.flatMap((row) => {
    const path = pathOf(row);
    return path === undefined || !hasSource(row) ? [] : [{ row, path }];
  });
  const exact = new Map(placed.map((each) => [formatFieldPath(each.path), each]));
  return target.map(({ path, type }) => {
    const to = formatFieldPath(path);
    const here = exact.get(to);
    if (here !== undefined)
      return { to, type, standing: compare(type, typeOf(here.row, columns), here.row.id) };
    const around = placed.find((each) => each.path.length < path.length && pathStartsWith(path, each.path));
    if (around !== undefined) {
      const is = typeOf(around.row, columns);
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
function compare(wanted: LeafType, is: LeafType | undefined, row: number): Standing {
  const fits = is === undefined || wanted === 'null' || is === wanted;
  return fits ? { state: 'filled', row } : { state: 'other type', row, is };
}

function hasSource({ source }: MappingRow): boolean {
  return source.kind !== 'column' || source.column !== '';
}

/** What a field sends; undefined where that is for the rows to say. */
function typeOf({ source }: MappingRow, columns: Columns): LeafType | undefined {
  if (source.kind === 'template') return 'string';
  if (source.kind === 'value') {
    const constant = readConstant(source.constant);
    if (!constant.ok) return undefined;
    const { value } = constant;
    if (value === null) return 'null';
    if (Array.isArray(value)) return 'list';
    return typeof value as 'string' | 'number' | 'boolean' | 'object';
  }
  switch (source.as) {
    case 'string':
    case 'hex':
    case 'base64':
      return 'string';
    case 'boolean':
      return 'boolean';
    case 'number':
    case 'integer':
    case 'unix_seconds':
    case 'unix_millis':
      return 'number';
    case 'json':
      return undefined;
    case undefined: {
      const type = source.at === undefined ? columns.get(source.column)?.jsonType : undefined;
      if (type === undefined || type === 'json') return undefined;
      return type === 'array' ? 'list' : type;
    }
  }
}
