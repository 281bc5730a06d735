import type { Column, Relation, RelationDetail } from '@rowhook/contracts';
import { newColumn } from './columns';

/** A canned table: each cell is the JSON text that the engine would give it, null for SQL NULL. */
export interface MockTable {
  detail: RelationDetail;
  rows: (string | null)[][];
}

function columns(list: [name: string, type: string, more?: Partial<Column>][]): Column[] {
  return list.map(([name, type, more], index) => newColumn(name, type, { position: index + 1, ...more }));
}

const FIRST_NAMES = 'Édith Noah Amélie Søren Mei Lucía Tariq Ingrid Kwame Yuki Ana Per'.split(' ');
const LAST_NAMES = "O'Brien Okafor Laurent Jensen Chen Fernández Aziz Lund Mensah Tanaka Novak Berg".split(
  ' ',
);
const CITIES = 'Paris Lagos Lyon Aarhus Taipei Bilbao Karachi Oslo Accra Kyoto Split Umeå'.split(' ');
const FIRST_ID = 9007199254740993n;

function customer(index: number): (string | null)[] {
  const of = (list: string[]) => list[index % list.length] ?? '';
  const [first, last, city] = [of(FIRST_NAMES), of(LAST_NAMES), of(CITIES)];
  const text = (value: string) => JSON.stringify(value);
  return [
    String(FIRST_ID + BigInt(index)),
    text(first),
    text(last),
    text(`${first}.${last}@example.com`.toLowerCase().replaceAll("'", '')),
    index % 3 === 2 ? null : text(`+33 1 70 36 ${String(10 + index)} ${String(40 + index)}`),
    text(`19${String(50 + (index % 45))}-12-19`),
    `${String(1284 + index * 37)}.10`,
    index % 4 === 3 ? null : `0.0${String(8134 + index)}`,
    String(index % 5 !== 4),
    index % 2 === 0 ? '["vip","beta"]' : '[]',
    `{"plan":"team","seats":${String(3 + index)},"address":{"city":${text(city)},"zip":"7500${String(index % 10)}"},"marks":[1.10,2],"note":"${'x'.repeat(300)}"${index % 2 === 0 ? '' : ',"late":true'}}`,
    text(`2024-02-29T12:34:${String(10 + (index % 50))}.789012+00:00`),
    index % 3 === 0 ? null : text('2026-11-02T08:00:00+00:00'),
  ];
}

/** A readable table of the schema public, and what differs. */
export function relation(name: string, more: Partial<Relation> = {}): Relation {
  return {
    schema: 'public',
    name,
    kind: 'table',
    partitionOf: null,
    inheritsFrom: null,
    estimatedRows: null,
    comment: null,
    readable: true,
    ...more,
  };
}

const customers: MockTable = {
  detail: {
    ...relation('customers', { estimatedRows: 50_000, comment: 'People who have an account' }),
    primaryKey: ['id'],
    pages: 1250,
    rowSecurity: false,
    columns: columns([
      ['id', 'bigint', { nullable: false }],
      ['first_name', 'text', { nullable: false }],
      ['last_name', 'text'],
      ['email', 'text', { nullable: false, comment: 'Confirmed by double opt-in' }],
      ['phone', 'text'],
      ['birthday', 'date'],
      ['lifetime_value', 'numeric(12,2)', { nullable: false }],
      ['churn_score', 'double precision'],
      ['is_active', 'boolean', { nullable: false }],
      ['tags', 'text[]', { nullable: false }],
      ['attributes', 'jsonb', { nullable: false }],
      ['created_at', 'timestamp with time zone', { nullable: false }],
      ['updated_at', 'timestamp with time zone'],
      ['password_hash', 'text', { readable: false }],
    ]),
  },
  rows: Array.from({ length: 120 }, (_, index) => customer(index)),
};

const orders: MockTable = {
  detail: {
    ...relation('orders', { estimatedRows: 1_240_000 }),
    primaryKey: ['id'],
    pages: 30_000,
    rowSecurity: false,
    columns: columns([
      ['id', 'bigint', { nullable: false }],
      ['customer_id', 'bigint', { nullable: false }],
      ['billing_city', 'text'],
      ['billing_zip', 'text'],
      ['total', 'numeric(12,2)', { nullable: false }],
      ['coupon', 'text'],
    ]),
  },
  rows: Array.from({ length: 30 }, (_, index) => [
    String(index + 1),
    String(FIRST_ID + BigInt(index % 12)),
    JSON.stringify(CITIES[index % CITIES.length]),
    JSON.stringify(`7500${String(index % 10)}`),
    `${String(index * 3 + 12)}.90`,
    index % 2 === 0 ? null : '"SPRING"',
  ]),
};

/** As wide as Postgres allows. */
const wide: MockTable = {
  detail: {
    ...relation('wide_facts', { estimatedRows: 900, comment: 'Every measurement there is' }),
    primaryKey: ['m_0001'],
    pages: 400,
    rowSecurity: false,
    columns: columns(
      Array.from({ length: 1600 }, (_, i): [string, string] => [
        `m_${String(i + 1).padStart(4, '0')}`,
        'integer',
      ]),
    ),
  },
  rows: Array.from({ length: 10 }, (_, row) =>
    Array.from({ length: 1600 }, (_, i) => String(row * 1600 + i)),
  ),
};

const empty: MockTable = {
  detail: {
    ...relation('gift_cards', { estimatedRows: 0 }),
    primaryKey: ['code'],
    pages: 0,
    rowSecurity: false,
    columns: columns([
      ['code', 'text'],
      ['balance', 'numeric(10,2)'],
    ]),
  },
  rows: [],
};

export const mockTables: MockTable[] = [customers, orders, wide, empty];

export const mockRelations: Relation[] = [
  ...mockTables.map(({ detail }) => relation(detail.name, detail)),
  relation('customer_health', { kind: 'view', comment: 'Lifetime value and churn score' }),
  relation('monthly_revenue', { kind: 'materialized_view', estimatedRows: 36 }),
  relation('product_events', { kind: 'partitioned_table', estimatedRows: 4_800_000 }),
  ...['2026_03', '2026_04', '2026_05'].map((month) =>
    relation(`product_events_${month}`, {
      partitionOf: { schema: 'public', name: 'product_events' },
      estimatedRows: 1_600_000,
    }),
  ),
  relation('invoices', { schema: 'billing', estimatedRows: 82_000 }),
  relation('payment_methods', { schema: 'billing', readable: false }),
  relation('exchange_rates', { schema: 'billing', kind: 'foreign_table' }),
];

export function mockTable(name: string): MockTable {
  const table = mockTables.find(({ detail }) => detail.name === name);
  if (table === undefined) throw new Error(`The mocks have no table ${name}.`);
  return table;
}
