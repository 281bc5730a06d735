import type { Table } from '../match-table';

/** A template of columns, as a mapping has it. */
interface ExpectedTemplate {
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

const tables = import.meta.glob<Pick<Table, 'columns'>>('./tables/*.json', {
  eager: true,
  import: 'default',
});
const fixtures = import.meta.glob<ReceiverFixture>('./set-*/*.json', { eager: true, import: 'default' });

/** The names of all sets. */
export const SETS = [...new Set(Object.keys(fixtures).map((path) => path.split('/')[1] ?? ''))];

/**
 * The receivers of a set. The sets are numbered in the order in which they were written. The matcher had not seen a set at its first run, and
 * was adjusted to it afterwards. Sets 6 to 8 are by authors who did not know the matcher. Set 9 is what a user
 * saw matched wrongly.
 */
export function receiversOf(set: string): ReceiverFixture[] {
  return Object.entries(fixtures).flatMap(([path, fixture]) => (path.startsWith(`./${set}/`) ? fixture : []));
}

export function tableOf(name: string): Table {
  const table = tables[`./tables/${name}.json`];
  if (table === undefined) throw new Error(`no table ${name}`);
  return { relation: `public.${name.replaceAll('-', '_')}`, columns: table.columns };
}
