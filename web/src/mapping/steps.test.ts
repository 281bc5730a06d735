import { STEP_LIMITS, type Step } from '@rowhook/contracts';
import { describe, expect, it } from 'vitest';
import { newColumn } from '../testing/columns';
import type { ColumnValue } from './model';
import { ownLabel, stepsError, stringCast } from './steps';

const types = { note: 'text', total: 'numeric', made: 'date', file: 'bytea' };
const columns = new Map(Object.entries(types).map(([name, type]) => [name, newColumn(name, type)]));
const lookup = { lookup: { values: { A: 1 } } };

describe('stringCast', () => {
  it.each<[string, Omit<ColumnValue, 'kind' | 'column'>, ReturnType<typeof stringCast>]>([
    ['total', {}, { as: 'string' }],
    ['total', { as: 'string' }, undefined],
    ['total', { steps: ['trim'] }, undefined],
    ['total', { steps: ['trim'], as: 'number' }, { as: undefined }],
    ['total', { steps: [lookup] }, undefined],
    ['total', { as: 'hex' }, { as: 'string' }],
    ['note', {}, undefined],
    ['note', { as: 'number' }, { as: undefined }],
    ['note', { as: 'string' }, undefined],
    ['made', { as: 'unix_seconds' }, { as: undefined }],
    ['file', { as: 'hex' }, undefined],
    ['file', { as: 'number' }, { as: undefined }],
    ['file', { steps: ['trim'], as: 'hex' }, { as: undefined }],
    ['gone', {}, undefined],
  ])('of %s %j is %j', (name, value, wanted) => {
    expect(stringCast({ kind: 'column', column: name, ...value }, columns)).toEqual(wanted);
  });

  it('of a template is undefined', () => {
    expect(stringCast({ kind: 'template', template: '{total}' }, columns)).toBeUndefined();
  });
});

it.each<[string, Omit<ColumnValue, 'kind' | 'column'>, string]>([
  ['total', {}, 'number'],
  ['total', { as: 'string' }, 'number'],
  ['total', { steps: ['trim'], as: 'number' }, 'string'],
  ['total', { steps: [lookup] }, 'by lookup'],
  ['made', {}, 'ISO 8601'],
])('ownLabel of %s %j is %s', (name, value, wanted) => {
  const own = columns.get(name);
  if (own === undefined) throw new Error(`There is no column ${name}.`);
  expect(ownLabel({ kind: 'column', column: name, ...value }, own)).toBe(wanted);
});

it('stepsError reports a lookup with more entries than the contract allows', () => {
  const steps = (count: number): Step[] => {
    const values = Object.fromEntries(Array.from({ length: count }, (_, n) => [`t${n}`, 'x']));
    return ['trim', { lookup: { values } }];
  };
  expect(stepsError(steps(STEP_LIMITS.lookupEntries))).toBeUndefined();
  expect(stepsError(steps(STEP_LIMITS.lookupEntries + 1))).toBe(
    'A lookup has at most 1,000 entries; this one has 1,001.',
  );
});
