import type { Column, Mapping } from '@rowhook/contracts';
import { expect, it } from 'vitest';
import { textColumn } from '../testing/text-column';
import { exportSchema } from './export-schema';
import { payloadShape } from './payload-shape';

const columns: Column[] = [
  textColumn('name'),
  { ...textColumn('id'), type: 'integer', jsonType: 'number', nullable: false },
  { ...textColumn('amount'), type: 'numeric', jsonType: 'number' },
  { ...textColumn('tags'), type: 'text[]', jsonType: 'array' },
  { ...textColumn('lines'), type: 'jsonb', jsonType: 'json', pointable: true },
];

it('shows the keys of the payloads, nested, with the types of their values', () => {
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

it('is an empty object without fields', () => {
  expect(payloadShape(exportSchema({ version: 1, onNull: 'keep', fields: [] }, new Map(), 'test'))).toBe(
    '{}',
  );
});
