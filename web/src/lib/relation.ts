import { visibleName } from './visible-text';
import type { Column, RelationName } from '@rowhook/contracts';

/** A unique text for a relation of a database. */
export function relationKey({ schema, name }: RelationName): string {
  return JSON.stringify([schema, name]);
}

export function sameRelation(a: RelationName | undefined, b: RelationName | undefined): boolean {
  return a?.schema === b?.schema && a?.name === b?.name;
}

/** The name of a relation in titles and sentences. */
export function relationText(relation: RelationName): string {
  const { schema, name } = relation;
  if (isQuery(relation)) return 'SQL query';
  return `${visibleName(schema)}.${visibleName(name)}`;
}

/** Stands for a relation where the source is a SQL query. No schema of Postgres has an empty name. */
export const QUERY: RelationName = { schema: '', name: 'query' };

export function isQuery(relation: RelationName | undefined): boolean {
  return sameRelation(relation, QUERY);
}

/** The statements that let a user read a relation, for its owner to run. */
export function grantSelect({ schema, name }: RelationName, user: string): string {
  const [on, relation, to] = [quote(schema), `${quote(schema)}.${quote(name)}`, quote(user)];
  return `GRANT USAGE ON SCHEMA ${on} TO ${to}; GRANT SELECT ON ${relation} TO ${to};`;
}

function quote(identifier: string): string {
  return `"${identifier.replaceAll('"', '""')}"`;
}

/** The name of a file about a relation. It needs no quotes in a shell. */
export function fileName({ name }: RelationName, extension: string): string {
  const plain = name.replace(/[^\p{L}\p{N}_.-]+/gu, '_').replace(/^[-.]+/, '');
  return `${plain === '' ? 'export' : plain}.${extension}`;
}

/** The columns that the login may read. */
export function readableColumns(columns: Iterable<Column>): Column[] {
  return [...columns].filter(({ readable }) => readable);
}
