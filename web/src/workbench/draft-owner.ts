import { tabStorage } from '../lib/storage';

const KEY = 'rowhook.owner';

/** Where storage is switched off. */
let owner: string | undefined;

/** Whether what this tab keeps was made on another database than this one. */
export function isOfAnother(database: string): boolean {
  const last = lastOwner();
  return last !== undefined && last !== markOf(database);
}

export function keepOwner(database: string): void {
  owner = markOf(database);
  tabStorage.keep(KEY, owner);
}

function lastOwner(): string | undefined {
  return tabStorage.read(KEY) ?? owner;
}

/** FNV-1a: storage tells databases apart without naming them. */
function markOf(database: string): string {
  let hash = 0x811c9dc5;
  for (const character of database) hash = Math.imul(hash ^ (character.codePointAt(0) ?? 0), 0x01000193);
  return (hash >>> 0).toString(16);
}
