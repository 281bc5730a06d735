import type { Relation } from '@rowhook/contracts';
import { identifier } from './sql-text';

interface Example {
  label: string;
  about: string;
  query: string;
}

/**
 * Queries to begin with, on two tables of this database. Where they are not the demo's, their column names are guesses
 * for the user to correct.
 */
export function examples(relations: readonly Relation[]): Example[] {
  const tables = relations.filter(({ readable, kind }) => readable && kind === 'table');
  const named = (name: string) => tables.find((table) => table.schema === 'public' && table.name === name);
  const one = named('customers') ?? tables[0];
  const many = named('orders') ?? tables.find((table) => table !== one);
  const customers = one === undefined ? 'customers' : tableText(one);
  const orders = many === undefined ? 'orders' : tableText(many);
  const reference = identifier(`${(one?.name ?? 'customer').replace(/s$/, '')}_id`);
  return [
    {
      label: 'A filter',
      about: 'Rows of one table',
      query: `SELECT *
FROM ${customers}
WHERE id <= 1000
`,
    },
    {
      label: 'A join',
      about: 'Columns of two tables',
      query: `SELECT o.*, c.id AS customer
FROM ${orders} o
JOIN ${customers} c ON c.id = o.${reference}
`,
    },
    {
      label: 'Related rows as a list',
      about: 'json_agg makes one list for each row',
      query: `SELECT c.*,
       (SELECT json_agg(o ORDER BY o.id)
        FROM ${orders} o
        WHERE o.${reference} = c.id) AS related
FROM ${customers} c
`,
    },
  ];
}

function tableText({ schema, name }: Relation): string {
  return schema === 'public' ? identifier(name) : `${identifier(schema)}.${identifier(name)}`;
}
