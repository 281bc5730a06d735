/** The most suggestions that a list shows. */
export const SUGGESTIONS_MAX = 8;

/** The names that hold what was typed, those that begin with it first; a few of them. */
export function namesLike(typed: string, names: Iterable<string>): string[] {
  const search = typed.toLowerCase();
  const found = [...names].filter((name) => name.toLowerCase().includes(search));
  const rank = (name: string) => (name.toLowerCase().startsWith(search) ? 0 : 1);
  return found.sort((a, b) => rank(a) - rank(b)).slice(0, SUGGESTIONS_MAX);
}
