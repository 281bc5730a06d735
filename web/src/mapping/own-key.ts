/** The key that a column takes by itself: its name, unless that is the one that every path refuses. */
export function ownKey(column: string): string {
  return column === '__proto__' ? 'proto' : column;
}
