import { describe, expect, it } from 'vitest';
import { convertValue } from './convert-value';
import type { FieldValue } from './model';

const column: FieldValue & { kind: 'column' } = { kind: 'column', column: 'first name' };
const text = (value: string): FieldValue => ({ kind: 'constant', constant: { kind: 'text', text: value } });
const template = (value: string): FieldValue & { kind: 'template' } => ({
  kind: 'template',
  template: value,
});

describe('convertValue', () => {
  it.each<[FieldValue, FieldValue]>([
    [column, template('{first name}')],
    [
      { ...column, steps: ['trim'], as: 'json', at: '/a' },
      { ...template('{first name}'), steps: ['trim'] },
    ],
    [{ kind: 'column', column: '' }, template('')],
    [column, text('')],
    [text('a {b}'), template('a {{b}}')],
    [{ kind: 'constant', constant: { kind: 'number', text: '1.50' } }, template('1.50')],
    [{ kind: 'constant', constant: { kind: 'json', text: '{"a": 1}' } }, template('')],
    [text('a'), { kind: 'column', column: '' }],
    [template('a {{b}}'), text('a {b}')],
    [template('{a} {b}'), text('')],
    [
      { ...template('{first name}'), steps: ['trim'] },
      { ...column, steps: ['trim'] },
    ],
    [template('{'), { kind: 'column', column: '' }],
    [column, column],
  ])('makes of %j %j', (value, wanted) => {
    expect(convertValue(value, wanted.kind)).toEqual(wanted);
  });
});
