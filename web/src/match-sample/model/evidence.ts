import { bestSimilarity, means, type Term } from './terms';

/** Two names for one thing are at least as similar. */
const SAME_MIN = 0.9;
/** How much of a column's name the names around a leaf must match where the leaf's own name is generic. */
const GENERIC_COVER_MIN = 0.75;
const EXTERNAL = /^external\b/;

/**
 * Whether names prove a match: a word that only this thing has. A generic name such as `status` needs the names around it to agree, and the
 * column to be about nothing else.
 */
export function namesProve(
  own: readonly Term[],
  around: readonly Term[],
  columnTerms: readonly Term[],
  relation: (term: Term) => number,
  columnCover: number,
): boolean {
  const isSpecific = ({ generic }: Term) => !generic;
  const isIn = (terms: readonly Term[]) => (term: Term) => bestSimilarity(term, terms) >= SAME_MIN;
  const isNamed = isIn(columnTerms.filter(isSpecific));
  const specific = own.filter(isSpecific);
  if (specific.some(isNamed)) return true;
  if (columnCover < GENERIC_COVER_MIN) return false;
  const parents = around.filter(isSpecific);
  // What a receiver calls external is the id that the row has here.
  if (own.some(({ text }) => EXTERNAL.test(text)) && columnTerms.some((term) => means(term, 'id')))
    return parents.every((term) => relation(term) > 0);
  const agree = [...parents, ...specific].some((term) => isNamed(term) || relation(term) >= SAME_MIN);
  return agree && own.filter(({ generic }) => generic).some(isIn(columnTerms));
}
