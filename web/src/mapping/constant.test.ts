import { describe, expect, it } from 'vitest';
import { newColumn } from '../testing/columns';
import type { Constant, FieldValue } from './model';
import { readConstant } from './constant';
import { firstDefault, sentType } from './sent-type';

const columns = new Map(
  (['boolean', 'number', 'string', 'array', 'json'] as const).map((jsonType) => [
    jsonType,
    newColumn(jsonType, 'text', { jsonType }),
  ]),
);
const column = (name: string, more: object = {}): FieldValue => ({ kind: 'column', column: name, ...more });

describe('firstDefault', () => {
  it.each<[string, FieldValue, Constant]>([
    ['a number', column('number'), { kind: 'number', text: '0' }],
    ['a boolean', column('boolean'), { kind: 'boolean', text: 'false' }],
    ['a list', column('array'), { kind: 'json', text: '[]' }],
    ['text', column('string'), { kind: 'text', text: '' }],
    ['text that is sent as an integer', column('string', { as: 'integer' }), { kind: 'number', text: '0' }],
    ['a number that is sent as text', column('number', { as: 'string' }), { kind: 'text', text: '' }],
    ['a value inside JSON', column('json', { at: '/a' }), { kind: 'text', text: '' }],
    ['a template', { kind: 'template', template: '{a}' }, { kind: 'text', text: '' }],
  ])('has the type of %s', (_what, value, wanted) => {
    expect(firstDefault(sentType(value, columns))).toEqual(wanted);
  });
});

describe('readConstant', () => {
  it.each([
    ['', 'Enter JSON, for example {"source": "crm"}.'],
    ['{"a": 1,}', 'There is a comma with nothing after it. Take the comma away.'],
    ['['.repeat(70), 'This nests more than 64 levels deep.'],
    ['{} {}', 'Text follows the JSON value. Remove it.'],
  ])('says what is wrong with %j', (text, message) => {
    expect(readConstant({ kind: 'json', text })).toMatchObject({ ok: false, message });
  });
});
