import { describe, expect, it } from 'vitest';
import { changedParts, type CheckInput } from './check';

describe('a report is outdated', () => {
  const input: CheckInput = {
    source: { relation: { schema: 'public', name: 'orders' } },
    mappingText: '{"version":1,"fields":[]}',
    schema: undefined,
  };
  const where = [{ column: 'id', is: '=' as const, value: 7 }];

  it.each<[string[], Partial<CheckInput>]>([
    [[], { source: { relation: { schema: 'public', name: 'orders' } } }],
    [['mapping'], { mappingText: '{"version":1,"fields":[{"to":"a","value":1}]}' }],
    [['source'], { source: { relation: { schema: 'public', name: 'orders' }, where } }],
    [['receiver’s schema'], { schema: { id: 1, text: '{}' } }],
    [['source', 'mapping'], { source: { query: 'SELECT 1' }, mappingText: '' }],
  ])('by its %j', (parts, change) => expect(changedParts(input, { ...input, ...change })).toEqual(parts));
});
