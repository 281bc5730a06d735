import type { RelationName, Server } from '@rowhook/contracts';
import { isLoopback } from '../api/connection';
import { relationKey } from '../lib/relation';
import { browserStorage } from '../lib/storage';

/** The prefixes of the keys in localStorage, and in sessionStorage for the history. */
export const DRAFT = 'rowhook.draft ';
export const TARGET = 'rowhook.target ';
export const SCHEMA = 'rowhook.schema ';
export const DISMISSED = 'rowhook.dismissed ';
export const HISTORY = 'rowhook.history ';

/** Names a database, without naming it in clear. All names of the loopback host are the same host. */
export function databaseKey({ host, port, database }: Pick<Server, 'host' | 'port' | 'database'>): string {
  const server = isLoopback(host) ? 'localhost' : host.toLowerCase().replace(/\.$/, '');
  return `${hash(JSON.stringify([server, port]))}/${hash(database)}`;
}

/** The key of a table in a database. */
export function tableKey(database: string, relation: RelationName): string {
  return `${database} ${relationKey(relation)}`;
}

/** The keys of drafts of a table with this name: in a database of this name on any host, or in any database. */
export function draftsOf(relation: RelationName, database?: string): string[] {
  const suffix = ` ${relationKey(relation)}`;
  const end = database === undefined ? suffix : database.slice(database.indexOf('/')) + suffix;
  return browserStorage
    .keys(DRAFT)
    .filter((key) => key.endsWith(end))
    .map((key) => key.slice(DRAFT.length));
}

/** FNV-1a. */
function hash(text: string): string {
  let value = 0x811c9dc5;
  for (const character of text) value = Math.imul(value ^ (character.codePointAt(0) ?? 0), 0x01000193);
  return (value >>> 0).toString(16);
}
