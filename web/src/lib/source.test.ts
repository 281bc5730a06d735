// @vitest-environment happy-dom
import type { Source } from '@rowhook/contracts';
import { beforeEach, expect, it } from 'vitest';
import { createSources, fileName, sameSource } from './source';

const relation = { schema: 'public', name: 'customers' };
const source: Source = { relation, where: [{ column: 'id', is: 'null' }] };

beforeEach(() => localStorage.clear());

it('stored source follows changes in another tab', () => {
  const [store, other] = [createSources(), createSources()].map((sources) => sources('key', relation));
  store?.set(source);
  expect(other?.get()).toEqual({ relation });
  window.dispatchEvent(new StorageEvent('storage', { key: 'rowhook.source key' }));
  expect(other?.get()).toEqual(source);
});

it('stored source is not written again by the other tab', () => {
  const other = createSources()('key', relation);
  const stored = JSON.stringify({ where: source.where, relation });
  localStorage.setItem('rowhook.source key', stored);
  window.dispatchEvent(new StorageEvent('storage', { key: 'rowhook.source key' }));
  expect(other.get()).toEqual(source);
  expect(localStorage.getItem('rowhook.source key')).toBe(stored);
});

it('stored source belongs to its own relation', () => {
  const other = { ...relation, name: 'orders' };
  createSources()('key', relation).set(source);
  expect(createSources()('key', relation).get()).toEqual(source);
  expect(createSources()('key', other).get()).toEqual({ relation: other });
});

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
