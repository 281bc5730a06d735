import { formatFieldPath, type Column } from '@rowhook/contracts';
import { describe, expect, it } from 'vitest';
import type { FieldValue, DraftField } from './model';
import { targetStatuses, type TargetField } from './target';

const columns = new Map(
  (
    [
      ['n', 'number'],
      ['t', 'string'],
      ['b', 'boolean'],
      ['l', 'array'],
      ['j', 'json'],
    ] as const
  ).map(([name, jsonType]) => [name, { name, jsonType } as Column]),
);
const status = (field: TargetField, sent: [to: string, value: FieldValue][]) => {
  const draft = { fields: sent.map(([to, value], index): DraftField => ({ id: index + 1, to, value })) };
  const [found] = targetStatuses([field], draft, columns);
  return found;
};
const column = (name: string, more: object = {}): FieldValue => ({ kind: 'column', column: name, ...more });

describe('targetStatuses', () => {
  it.each<[string, TargetField, [string, FieldValue][], object]>([
    ['filled', { path: ['a'], type: 'string' }, [['a', column('t')]], { state: 'filled', fieldId: 1 }],
    ['missing', { path: ['a'], type: 'string' }, [['b', column('t')]], { state: 'missing' }],
    [
      'missing while no column is chosen',
      { path: ['a'], type: 'string' },
      [['a', column('')]],
      { state: 'missing' },
    ],
    [
      'another type',
      { path: ['age'], type: 'number' },
      [['age', column('t')]],
      { state: 'other type', fieldId: 1, is: 'string' },
    ],
    [
      'filled by a cast',
      { path: ['a'], type: 'string' },
      [['a', column('n', { as: 'string' })]],
      { state: 'filled', fieldId: 1 },
    ],
    [
      'filled by a number in Unix time',
      { path: ['a'], type: 'number' },
      [['a', column('t', { as: 'unix_millis' })]],
      { state: 'filled', fieldId: 1 },
    ],
    [
      'filled by a value inside json',
      { path: ['a'], type: 'number' },
      [['a', column('j', { at: '/x' })]],
      { state: 'filled', fieldId: 1 },
    ],
    [
      'filled by a json value around it',
      { path: ['a', 'b'], type: 'number' },
      [['a', column('j')]],
      { state: 'filled', fieldId: 1 },
    ],
    [
      'missing inside a text',
      { path: ['a', 'b'], type: 'number' },
      [['a', column('t')]],
      { state: 'missing' },
    ],
    [
      'a list that is filled by its entries',
      { path: ['a'], type: 'list' },
      [['a[0]', column('t')]],
      { state: 'filled', fieldId: 1 },
    ],
    [
      'an object instead of a text',
      { path: ['a'], type: 'string' },
      [['a.b', column('t')]],
      { state: 'other type', fieldId: 1, is: 'object' },
    ],
    [
      'filled by any type if the example is null',
      { path: ['a'], type: 'null' },
      [['a', column('b')]],
      { state: 'filled', fieldId: 1 },
    ],
    [
      'another type of a fixed value',
      { path: ['a'], type: 'boolean' },
      [['a', { kind: 'constant', constant: { kind: 'text', text: 'x' } }]],
      { state: 'other type', fieldId: 1, is: 'string' },
    ],
  ])('detects the state: %s', (_, field, sent, expected) => {
    const to = formatFieldPath(field.path);
    expect(status(field, sent)).toEqual({ to, type: field.type, ...expected });
  });
});
