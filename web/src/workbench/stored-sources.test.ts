// @vitest-environment happy-dom
import type { Source } from '@rowhook/contracts';
import { beforeEach, expect, it } from 'vitest';
import { createSources } from './stored-sources';

const relation = { schema: 'public', name: 'customers' };
/** The key in localStorage. */
const KEY = 'rowhook.source database ["public","customers"]';
const source: Source = { relation, where: [{ column: 'id', is: 'null' }] };

beforeEach(() => localStorage.clear());

it('stored source follows changes in another tab', () => {
  const [store, other] = [createSources(), createSources()].map((sources) => sources('database', relation));
  store?.set(source);
  expect(other?.get()).toEqual({ relation });
  window.dispatchEvent(new StorageEvent('storage', { key: KEY }));
  expect(other?.get()).toEqual(source);
});

it('stored source is not written again by the other tab', () => {
  const other = createSources()('database', relation);
  const stored = JSON.stringify({ where: source.where, relation });
  localStorage.setItem(KEY, stored);
  window.dispatchEvent(new StorageEvent('storage', { key: KEY }));
  expect(other.get()).toEqual(source);
  expect(localStorage.getItem(KEY)).toBe(stored);
});

it('stored source belongs to its own relation', () => {
  createSources()('database', relation).set(source);
  localStorage.setItem('rowhook.source database ["public","orders"]', JSON.stringify(source));
  const other = { ...relation, name: 'orders' };
  expect(createSources()('database', relation).get()).toEqual(source);
  expect(createSources()('database', other).get()).toEqual({ relation: other });
});
