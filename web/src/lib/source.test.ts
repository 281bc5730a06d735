import { expect, it } from 'vitest';
import { fileName, sameSource } from './source';

const orders = { schema: 'public', name: 'orders' };

it.each([
  [orders, { ...orders }, true],
  [orders, { schema: 'sales', name: 'orders' }, false],
  [orders, { schema: 'public', name: 'order' }, false],
  [orders, 'query', false],
  ['query', 'query', true],
  ['query', undefined, false],
  [orders, undefined, false],
  [undefined, undefined, true],
] as const)('sameSource of %j and %j is %j', (a, b, same) => {
  expect(sameSource(a, b)).toBe(same);
  expect(sameSource(b, a)).toBe(same);
});

it.each([
  ['customers', 'customers.ndjson'],
  ['größe', 'größe.ndjson'],
  [`it's; rm -rf /`, 'it_s_rm_-rf_.ndjson'],
  ['../x', '_x.ndjson'],
  ['-rf', 'rf.ndjson'],
  [' ', '_.ndjson'],
  ['..', 'export.ndjson'],
])('fileName of %j is %s', (name, wanted) => {
  expect(fileName({ schema: 'public', name }, 'ndjson')).toBe(wanted);
});

it('fileName of a query is query', () => {
  expect(fileName('query', 'ndjson')).toBe('query.ndjson');
});
