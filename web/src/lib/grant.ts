import type { RelationName } from '@rowhook/contracts';

/** The statements that let a user read a relation, for its owner to run. */
export function grantSelect({ schema, name }: RelationName, user: string): string {
  const [on, relation, to] = [quote(schema), `${quote(schema)}.${quote(name)}`, quote(user)];
  return `GRANT USAGE ON SCHEMA ${on} TO ${to}; GRANT SELECT ON ${relation} TO ${to};`;
}

function quote(identifier: string): string {
  return `"${identifier.replaceAll('"', '""')}"`;
}
