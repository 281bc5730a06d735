import type { RelationName, Server } from '@rowhook/contracts';
import { isLoopback } from '../api/connection';
import { relationKey } from '../lib/relation';
import { tabStorage } from '../lib/storage';

/** The prefixes of the keys in sessionStorage. */
export const DRAFT = 'rowhook.draft ';
export const TARGET = 'rowhook.target ';
export const DISMISSED = 'rowhook.dismissed ';

/** Names a database. All names of the loopback host are the same host. */
export function databaseKey({ host, port, database }: Pick<Server, 'host' | 'port' | 'database'>): string {
  return JSON.stringify([isLoopback(host) ? 'localhost' : host.toLowerCase(), port, database]);
}

/** The key of a table. It does not name the database. */
export function tableKey(database: string, relation: RelationName): string {
  return `${hash(database)} ${relationKey(relation)}`;
}

/** Whether this tab has a mapping of a table with this name, in any database. */
export function hasDraft(relation: RelationName): boolean {
  return tabStorage.keys(DRAFT).some((key) => key.endsWith(` ${relationKey(relation)}`));
}

/** FNV-1a. */
function hash(text: string): string {
  let value = 0x811c9dc5;
  for (const character of text) value = Math.imul(value ^ (character.codePointAt(0) ?? 0), 0x01000193);
  return (value >>> 0).toString(16);
}
