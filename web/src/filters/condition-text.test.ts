import type { Condition } from '@rowhook/contracts';
import { expect, it } from 'vitest';
import { newColumn } from '../testing/columns';
import { conditionText, makeCondition, valueText } from './condition-text';

const text = newColumn('name');
const number = { ...text, jsonType: 'number' as const };
const date = { ...text, type: 'date' };
const flag = { ...text, jsonType: 'boolean' as const };

it.each([
  [text, '=', '12', { column: 'name', is: '=', value: '12' }],
  [text, '=', '', { column: 'name', is: '=', value: '' }],
  [number, '=', '12', { column: 'name', is: '=', value: 12 }],
  [number, '=', '1.10', { column: 'name', is: '=', value: '1.10' }],
  [number, '<', '9007199254740993', { column: 'name', is: '<', value: '9007199254740993' }],
  [number, '<', '9007199254740992', { column: 'name', is: '<', value: '9007199254740992' }],
  [number, 'in', '1\n2\n', { column: 'name', is: 'in', value: [1, 2] }],
  [number, 'in', '1, 2\n3,', { column: 'name', is: 'in', value: [1, 2, 3] }],
  [date, 'in', '2026-01-01,2026-01-02', { column: 'name', is: 'in', value: ['2026-01-01', '2026-01-02'] }],
  [text, 'in', 'a, b\nc', { column: 'name', is: 'in', value: ['a, b', 'c'] }],
  [text, 'in', '\n', undefined],
  [flag, '=', 'true', { column: 'name', is: '=', value: true }],
  [text, 'null', 'left over', { column: 'name', is: 'null' }],
] as const)('makeCondition of %j %s %j returns the condition', (column, is, typed, wanted) => {
  expect(makeCondition(column, is, typed)).toEqual(wanted);
});

it.each<[Condition, string, string]>([
  [{ column: 'name', is: 'in', value: ['DE', 'FR'] }, 'name is one of DE, FR', 'DE\nFR'],
  [{ column: 'name', is: '!=', value: false }, 'name is not false', 'false'],
  [{ column: 'name', is: 'notNull' }, 'name is not NULL', ''],
  [{ column: 'name', is: 'startsWith', value: 'Jo ' }, 'name starts with "Jo "', 'Jo '],
  [{ column: 'name', is: '=', value: '' }, 'name is ""', ''],
  [{ column: 'name', is: 'in', value: [' a', 'b'] }, 'name is one of " a", b', ' a\nb'],
])('conditionText and valueText display %j', (condition, chip, typed) => {
  expect(conditionText(condition)).toBe(chip);
  expect(valueText(condition)).toBe(typed);
});
