// @vitest-environment happy-dom
import type { Source } from '@rowhook/contracts';
import { expect, it } from 'vitest';
import { createSources } from './source';

it('follows the source that another tab has changed', () => {
  const relation = { schema: 'public', name: 'customers' };
  const source: Source = { relation, where: [{ column: 'id', is: 'null' }] };
  localStorage.clear();
  const [store, other] = [createSources(), createSources()].map((sources) => sources.of('key', relation));
  store?.set(source);
  expect(other?.get()).toEqual({ relation });
  window.dispatchEvent(new StorageEvent('storage', { key: 'rowhook.source key' }));
  expect(other?.get()).toEqual(source);
});
