import type { Column, Mapping } from '@rowhook/contracts';
import { expect, it } from 'vitest';
import { newColumn } from '../testing/columns';
import { exportSchema } from './export-schema';
import { payloadShape } from './payload-shape';

const columns: Column[] = [
  newColumn('name'),
  newColumn('id', 'integer', { nullable: false }),
  newColumn('amount', 'numeric'),
  newColumn('tags', 'text[]'),
  newColumn('lines', 'jsonb'),
];

it('payloadShape lists nested keys with the types of their values', () => {
  const mapping: Mapping = {
    version: 1,
    onNull: 'keep',
    fields: [
      { to: 'user.id', column: 'id' },
      { to: 'user.name', column: 'name', onNull: 'omit' },
      { to: 'user.phones[0]', column: 'name', onNull: { default: '' } },
      { to: 'amount', column: 'amount' },
      { to: 'tags', column: 'tags' },
      { to: 'lines', column: 'lines' },
      { to: 'source', value: 'db' },
      {
        to: 'kind',
        column: 'name',
        onNull: 'error',
        steps: [{ lookup: { values: { A: 'active' }, default: 'other' } }],
      },
    ],
  };
  const byName = new Map(columns.map((column) => [column.name, column]));
  expect(payloadShape(exportSchema(mapping, byName, 'test')).split('\n')).toEqual([
    '{',
    '  "user": {',
    '    "id": integer',
    '    "name": string, or no key',
    '    "phones": [',
    '      string or ""',
    '    ]',
    '  }',
    '  "amount": number or null',
    '  "tags": array or null',
    '  "lines": any JSON',
    '  "source": "db"',
    '  "kind": "active" or "other"',
    '}',
  ]);
});

it('payloadShape is an empty object without fields', () => {
  expect(payloadShape(exportSchema({ version: 1, onNull: 'keep', fields: [] }, new Map(), 'test'))).toBe(
    '{}',
  );
});
