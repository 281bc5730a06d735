import { candidatesOf } from '../match-sample/model/candidates';
import { readExample } from '../match-sample/model/example-text';
import { matchSample, type LeafMatch } from '../match-sample/model/match';
import { newColumn } from './columns';

/** A relation to fill a payload from. */
export interface Table {
  relation: string;
  /** By name: the type, then the JSON value of each row, null for SQL NULL. */
  columns: Record<string, [type: string, ...cells: unknown[]]>;
  primaryKey?: string[];
}

/** Matches the leaves of a payload with the columns of a table. */
export function matchTable(payload: unknown, table: Table, filled?: ReadonlySet<string>): LeafMatch[] {
  const read = readExample(JSON.stringify(payload));
  if (read.state !== 'read') throw new Error(read.state);
  const columns = Object.entries(table.columns);
  const cells = columns.map(([name, [, ...values]]): [string, (string | null)[]] => [
    name,
    values.map((value) => (value === null ? null : JSON.stringify(value))),
  ]);
  const candidates = candidatesOf(
    columns.map(([name, [type]], index) => newColumn(name, type, { position: index + 1 })),
    new Map(cells),
    table.primaryKey,
  );
  const [schema = '', name = ''] = table.relation.split('.');
  return matchSample(read.leaves, candidates, { schema, name }, filled);
}
