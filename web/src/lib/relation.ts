import type { RelationName } from '@rowhook/contracts';

/** What tells a relation from all others of its database, whatever its names hold. */
export function relationKey({ schema, name }: RelationName): string {
  return JSON.stringify([schema, name]);
}

export function sameRelation(a: RelationName | undefined, b: RelationName | undefined): boolean {
  return a?.schema === b?.schema && a?.name === b?.name;
}

/** What a relation is called in titles and sentences. */
export function relationText({ schema, name }: RelationName): string {
  return `${schema}.${name}`;
}
