import { visibleName } from './visible-text';
import type { Column, RelationName } from '@rowhook/contracts';

/** A unique text for a relation of a database. */
export function relationKey({ schema, name }: RelationName): string {
  return JSON.stringify([schema, name]);
}

/** The name of a relation in titles and sentences. */
export function relationText({ schema, name }: RelationName): string {
  return `${visibleName(schema)}.${visibleName(name)}`;
}

/** The statements that let a user read a relation, for its owner to run. */
export function grantSelect({ schema, name }: RelationName, user: string): string {
  const [on, relation, to] = [quote(schema), `${quote(schema)}.${quote(name)}`, quote(user)];
  return `GRANT USAGE ON SCHEMA ${on} TO ${to}; GRANT SELECT ON ${relation} TO ${to};`;
}

function quote(identifier: string): string {
  return `"${identifier.replaceAll('"', '""')}"`;
}

/** The columns that the login may read. */
export function readableColumns(columns: Iterable<Column>): Column[] {
  return [...columns].filter(({ readable }) => readable);
}
