import type { JsonType } from '@rowhook/contracts';
import type { MatchFixture } from '../match-fixtures/load';

/** A template of columns, as a mapping has it. */
export interface ExpectedTemplate {
  template: string;
}

/** What belongs at a leaf: a column, a template, or any of several. */
export type Expected = string | ExpectedTemplate | (string | ExpectedTemplate)[];

/** A payload as a receiver documents it, and what belongs at those of its leaves that the table can fill. */
export interface ReceiverFixture {
  receiver: string;
  table: string;
  payload: unknown;
  expected: Record<string, Expected>;
}

interface TableFixture {
  about: string;
  /** By name: the type's name in pg_type, then the text of each row's value. */
  columns: Record<string, [type: string, ...texts: (string | null)[]]>;
}

const tables = import.meta.glob<TableFixture>('./tables/*.json', { eager: true, import: 'default' });
const fixtures = import.meta.glob<ReceiverFixture>('./set-*/*.json', { eager: true, import: 'default' });

/** The names of all sets. */
export const SETS = [...new Set(Object.keys(fixtures).map((path) => path.split('/')[1] ?? ''))];

/**
 * The receivers of a set. The sets are numbered in the order in which they were written. The matcher had not seen a set at its first run, and
 * was adjusted to it afterwards. Sets 6 to 8 are by authors who did not know the matcher.
 */
export function receiversOf(set: string): ReceiverFixture[] {
  return Object.entries(fixtures).flatMap(([path, fixture]) => (path.startsWith(`./${set}/`) ? fixture : []));
}

const TYPES: Record<string, [type: string, jsonType: JsonType]> = {
  int4: ['integer', 'number'],
  int8: ['bigint', 'number'],
  numeric: ['numeric', 'number'],
  float8: ['double precision', 'number'],
  bool: ['boolean', 'boolean'],
  jsonb: ['jsonb', 'json'],
  _text: ['text[]', 'array'],
  timestamptz: ['timestamp with time zone', 'string'],
  bpchar: ['character', 'string'],
  varchar: ['character varying', 'string'],
};

/** The columns of a receiver's table in the form that the other fixtures have. */
export function tableOf(name: string): Pick<MatchFixture, 'relation' | 'columns'> {
  const table = tables[`./tables/${name}.json`];
  if (table === undefined) throw new Error(`no table ${name}`);
  const columns = Object.entries(table.columns).map(([column, [pgType, ...texts]]) => {
    const [type, jsonType] = TYPES[pgType] ?? [pgType, 'string'];
    return { name: column, type, jsonType, cells: texts.map((text) => cellOf(pgType, text)) };
  });
  return { relation: `public.${name.replaceAll('-', '_')}`, columns };
}

function cellOf(type: string, text: string | null): unknown {
  if (text === null) return null;
  if (type === 'bool') return text === 't';
  if (type === '_text') return text === '{}' ? [] : text.slice(1, -1).split(',');
  if (type === 'timestamptz') return text.replace(' ', 'T').replace('+00', '+00:00');
  return /^(?:int4|int8|numeric|float8|jsonb)$/.test(type) ? (JSON.parse(text) as unknown) : text;
}
