import type { Source } from '@rowhook/contracts';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { replaceSource, replacement } from './replace-query';

const table: Source = { relation: { schema: 'public', name: 'orders' } };
const query: Source = { query: 'SELECT 1' };

describe('replaceSource', () => {
  afterEach(() => replacement.set(undefined));

  it.each<[string, Source, Source | undefined]>([
    ['nothing by a query', { query: ' \n' }, query],
    ['a query by itself with a key', query, { ...query, key: ['id'] }],
    ['the fields alone', query, undefined],
    ['the filter of a table', table, { ...table, where: [{ column: 'id', is: 'null' }] }],
  ])('replaces %s without a question', (_what, current, next) => {
    const replace = vi.fn();
    replaceSource(current, next, replace);
    expect(replace).toHaveBeenCalledOnce();
    expect(replacement.get()).toBeUndefined();
  });

  it('asks before another query is lost', () => {
    const replace = vi.fn();
    replaceSource(query, { query: 'SELECT 2' }, replace);
    expect(replace).not.toHaveBeenCalled();
    expect(replacement.get()).toEqual({ query: 'SELECT 1', losesMapping: false, replace });
  });
});
