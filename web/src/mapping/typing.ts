/** What is being typed just now: one part of one row. */
export interface Typing {
  part: 'path' | 'column' | 'template' | 'constant' | 'default';
  /** Of the row. */
  id: number;
}

export function sameTyping(a: Typing | undefined, b: Typing | undefined): boolean {
  return a?.part === b?.part && a?.id === b?.id;
}
