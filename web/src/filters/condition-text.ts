import {
  type Column,
  type ComparisonOperator,
  type Condition,
  type ConditionValue,
  type NullOperator,
} from '@rowhook/contracts';
import { visibleName } from '../lib/visible-text';

export type Operator = ComparisonOperator | NullOperator | 'in';

export const operatorLabels: Record<Operator, string> = {
  '=': 'is',
  '!=': 'is not',
  '<': 'is less than',
  '<=': 'is at most',
  '>': 'is greater than',
  '>=': 'is at least',
  in: 'is one of',
  contains: 'contains',
  startsWith: 'starts with',
  null: 'is NULL',
  notNull: 'is not NULL',
};

const TEXT: Operator[] = ['=', '!=', 'in', 'contains', 'startsWith', '<', '<=', '>', '>=', 'null', 'notNull'];
const NUMBER: Operator[] = ['=', '!=', '<', '<=', '>', '>=', 'in', 'null', 'notNull'];

/** The operators that the page offers for a column. A mapping document may have others, which Postgres checks. */
export function operatorsFor({ jsonType }: Pick<Column, 'jsonType'>): Operator[] {
  if (jsonType === 'string') return TEXT;
  if (jsonType === 'number') return NUMBER;
  return jsonType === 'boolean' ? ['=', '!=', 'null', 'notNull'] : ['null', 'notNull', '=', '!='];
}

export function takesValue(operator: Operator): operator is ComparisonOperator | 'in' {
  return operator !== 'null' && operator !== 'notNull';
}

/** The typed text as the value of a condition: a number or a boolean for columns of these types. */
function parseValue(text: string, { jsonType }: Pick<Column, 'jsonType'>): ConditionValue {
  if (jsonType === 'boolean' && (text === 'true' || text === 'false')) return text === 'true';
  const number = Number(text);
  return jsonType === 'number' && String(number) === text && Math.abs(number) <= Number.MAX_SAFE_INTEGER
    ? number
    : text;
}

/** The text of a condition. Spaces around a value stay visible. */
export function conditionText({ column, is, value }: Condition): string {
  const values = value === undefined ? [] : Array.isArray(value) ? value : [value];
  const shown = values.map((each) => visibleName(String(each))).join(', ');
  return [visibleName(column), operatorLabels[is], ...(value === undefined ? [] : [shown])].join(' ');
}

/** Whether no value of a column contains a comma, so that commas may separate values. */
export function takesCommas({ type, jsonType }: Pick<Column, 'type' | 'jsonType'>): boolean {
  return jsonType === 'number' || /^(uuid|date|timestamp|time)\b/.test(type);
}

/** Makes a condition from typed text. In a list, each line is a value; commas separate values too if takesCommas(). */
export function makeCondition(
  column: Pick<Column, 'name' | 'type' | 'jsonType'>,
  is: Operator,
  text: string,
): Condition | undefined {
  if (!takesValue(is)) return { column: column.name, is };
  if (is !== 'in') return { column: column.name, is, value: parseValue(text, column) };
  const lines = (takesCommas(column) ? text.split(/[\n,]\s*/) : text.split('\n')).filter(
    (line) => line !== '',
  );
  return lines.length === 0
    ? undefined
    : { column: column.name, is, value: lines.map((line) => parseValue(line, column)) };
}

/** The text to edit a condition's value by. */
export function valueText({ value }: Condition): string {
  if (value === undefined) return '';
  return Array.isArray(value) ? value.map(String).join('\n') : String(value);
}

/** The text in the input of a column. The input of a boolean column is never empty. */
export function typedText(column: Pick<Column, 'jsonType'>, text: string): string {
  return column.jsonType === 'boolean' && text !== 'false' ? 'true' : text;
}
