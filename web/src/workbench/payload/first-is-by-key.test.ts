import { expect, it } from 'vitest';
import { mockTables } from '../../testing/mock-source';
import { firstIsByKey } from '../column-facts';

const keyed = mockTables.find(({ detail }) => detail.primaryKey.length > 0)?.detail;
if (keyed === undefined) throw new Error('No mock has a key.');
const { columns } = keyed;
const denied = columns.map((column) => ({ ...column, readable: false }));

it.each([
  ['the sample has an order', keyed, 'first', { order: keyed.primaryKey }, true],
  ['an inheritance parent has none', keyed, 'first', { order: [] }, false],
  ['spread rows have none, whatever the key', keyed, 'spread', { order: [] }, true],
  ['the sample is on its way', keyed, 'last', undefined, true],
  ['there is no key', { primaryKey: [], columns }, 'spread', { order: [] }, false],
  ['the key cannot be read', { primaryKey: keyed.primaryKey, columns: denied }, 'spread', undefined, false],
] as const)('says whether first is by key when %s', (_when, detail, pick, sample, expected) => {
  const order = sample && { order: [...sample.order] };
  expect(firstIsByKey({ ...detail, primaryKey: [...detail.primaryKey] }, pick, order)).toBe(expected);
});
