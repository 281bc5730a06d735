import { formatFieldPath, pathStartsWith, type FieldPath } from '@rowhook/contracts';
import type { Columns, Draft, DraftField } from './model';
import { pathOf } from './paths';
import { sentType, type SentType } from './sent-type';

/** A field that the receiver expects, without its value. */
export interface TargetField {
  path: FieldPath;
  type: SentType;
}

type Status =
  | { state: 'filled'; fieldId: number }
  | { state: 'missing' }
  /** The field sends another type than the receiver's example has. */
  | { state: 'other type'; fieldId: number; is: SentType };

export type FieldStatus = Status & { to: string; type: SentType };

export const typeLabels: Record<SentType, string> = {
  string: 'text',
  number: 'a number',
  boolean: 'true or false',
  null: 'null',
  list: 'a list',
  object: 'an object',
};

/** Compares a mapping with the fields that the receiver expects, in the receiver's order. */
export function targetStatuses(
  target: readonly TargetField[],
  draft: Draft,
  columns: Columns,
): FieldStatus[] {
  const placed = draft.fields.flatMap((field) => {
    const path = pathOf(field);
    return path === undefined || !hasValue(field) ? [] : [{ field, path }];
  });
  const exact = new Map(placed.map((each) => [formatFieldPath(each.path), each]));
  const statusOf = ({ path, type }: TargetField, to: string): Status => {
    const here = exact.get(to);
    if (here !== undefined) return compare(type, sentType(here.field.value, columns), here.field.id);
    const parent = placed.find((each) => pathStartsWith(path, each.path));
    if (parent !== undefined) {
      const is = sentType(parent.field.value, columns);
      const holds = is === undefined || is === 'list' || is === 'object';
      return holds ? { state: 'filled', fieldId: parent.field.id } : { state: 'missing' };
    }
    const child = placed.find((each) => pathStartsWith(each.path, path));
    if (child === undefined) return { state: 'missing' };
    return compare(type, typeof child.path[path.length] === 'number' ? 'list' : 'object', child.field.id);
  };
  return target.map((field) => {
    const to = formatFieldPath(field.path);
    return { to, type: field.type, ...statusOf(field, to) };
  });
}

/** A null in the example says nothing of the type. */
function compare(expected: SentType, is: SentType | undefined, fieldId: number): Status {
  const fits = is === undefined || expected === 'null' || is === expected;
  return fits ? { state: 'filled', fieldId } : { state: 'other type', fieldId, is };
}

function hasValue({ value }: DraftField): boolean {
  return value.kind !== 'column' || value.column !== '';
}
