import { hashKey } from '@tanstack/react-query';
import { beforeEach, describe, expect, it } from 'vitest';
import { relation as newRelation } from '../testing/mock-source';
import { mock, mockConnection } from '../testing/mocks';
import { server } from '../testing/server';
import { createQueryClient, queries, type PreviewInput } from './queries';
import { connected } from './session';

const relation = { schema: 'public', name: 'orders' };
const input: PreviewInput = {
  source: { relation },
  rows: { limit: 10, pick: 'first' },
  mappingText: '{"version":1,"fields":[]}',
  schema: { id: 1, text: '{"type":"object"}' },
  fieldIds: [1, 2],
  takenAt: '2026-11-02T10:42:07Z',
};

/** Inputs that each differ from `input` in what the name says. */
const others: Record<string, PreviewInput> = {
  relation: { ...input, source: { relation: { schema: 'public', name: 'customers' } } },
  condition: { ...input, source: { relation, where: [{ column: 'coupon', is: 'null' }] } },
  'SQL query': { ...input, source: { query: 'SELECT 1' } },
  'key of a SQL query': { ...input, source: { query: 'SELECT 1', key: ['id'] } },
  'number of rows': { ...input, rows: { limit: 11, pick: 'first' } },
  'choice of rows': { ...input, rows: { limit: 10, pick: 'spread' } },
  mapping: { ...input, mappingText: '{"version":1, "fields":[]}' },
  schema: { ...input, schema: { id: 2, text: '{"type":"object"}' } },
  'no schema': { ...input, schema: undefined },
  'ids of fields': { ...input, fieldIds: [12] },
  'time of the sample': { ...input, takenAt: '2026-11-02T10:42:08Z' },
};

beforeEach(() => connected(mockConnection));

describe('query key', () => {
  const previewKey = (of: PreviewInput) => hashKey(queries.preview(of).queryKey);

  it('is the same for equal inputs', () => {
    expect(previewKey(structuredClone(input))).toBe(previewKey(input));
  });

  it.each(Object.entries(others))('differs for another input: %s', (_name, other) => {
    const rest = Object.values(others).filter((each) => each !== other);
    expect([input, ...rest].map(previewKey)).not.toContain(previewKey(other));
  });

  it('contains no text of a mapping or schema, which every render would hash', () => {
    expect(previewKey(input)).not.toContain('version');
    expect(previewKey(input)).not.toContain('object');
  });

  it('differs between kinds of queries with the same input', () => {
    const keys = [
      queries.description({ relation }),
      queries.run({ relation }),
      queries.sample({ source: input.source, rows: input.rows }),
      queries.preview(input),
      queries.columnValues({ ...input, column: 'id' }),
      queries.columnValues({ ...input, column: 'coupon' }),
      queries.relation(relation),
      queries.relations(true),
      queries.relations(false),
    ].map(({ queryKey }) => hashKey(queryKey));
    expect(new Set(keys).size).toBe(keys.length);
  });

  it('keeps a response for its session only', async () => {
    const client = createQueryClient();
    const databases = ['first', 'second'];
    server.use(
      mock('listRelations', () => ({ relations: [newRelation(databases.shift() ?? 'asked again')] })),
    );
    const names = async () => (await client.query(queries.relations(false))).map(({ name }) => name);
    expect(await names()).toEqual(['first']);
    expect(await names()).toEqual(['first']);
    connected(mockConnection);
    expect(await names()).toEqual(['second']);
  });
});
