import type { Reading } from './readings';
import { bestLikeness, oneToOne, type Term } from './terms';
import { CONTAINERS } from './word-classes';

/** Less is not the likeness of two names for one thing. */
const SAME_LIKENESS_MIN = 0.9;
const EXTERNAL = /^external\b/;
/** How much of a column's name has to be accounted for by the names around a leaf that proves little itself. */
const BARE_COVER_MIN = 0.75;

/**
 * Whether names prove something: a word that only this thing has, or two near ones. A name that everything has, such as `status`, needs
 * the names around it to agree, and the column to be about nothing else.
 */
export function isTelling(
  own: readonly Term[],
  around: readonly Term[],
  columnTerms: readonly Term[],
  relation: (term: Term) => number,
  columnCover: number,
): boolean {
  // A name that only holds others may be what a leaf is about, where it is all of the leaf's name.
  const says = (term: Term) =>
    !term.bare && (!CONTAINERS.has(term.text) || (own.length === 1 && term === own[0]));
  const likely = own.map((term) => ({ term, likely: bestLikeness(term, columnTerms) }));
  const saying = columnTerms.filter((term) => !term.bare);
  if (own.some((term) => says(term) && bestLikeness(term, saying) >= SAME_LIKENESS_MIN)) return true;
  if (oneToOne(own.filter(says), columnTerms).size > 1) return true;
  if (columnCover < BARE_COVER_MIN) return false;
  const others = [...around, ...own].filter(says);
  const named = others.some((term) => bestLikeness(term, columnTerms.filter(says)) >= SAME_LIKENESS_MIN);
  const ofRelation = others.some((term) => relation(term) >= SAME_LIKENESS_MIN);
  // What a receiver calls external is the id that the row has here.
  if (own.some((term) => EXTERNAL.test(term.text)) && likely.some((each) => each.likely > 0)) {
    return around.filter(says).every((term) => relation(term) > 0);
  }
  return (
    (named || ofRelation) && likely.some(({ term, likely: best }) => term.bare && best >= SAME_LIKENESS_MIN)
  );
}

const INITIALS_MIN = 2;

/** The words of one name and the word that their initial letters make in the other: `csm` of `customer_success_manager`. */
export function initialsOf(
  leaf: readonly Reading[],
  column: readonly Reading[],
): readonly [Term, Term] | undefined {
  const find = (short: readonly Reading[], long: readonly Reading[]) => {
    for (const { own } of long) {
      const words = own.flatMap(({ text }) => text.split(' '));
      const initials = words.map(([first = '']) => first).join('');
      const term = short.flatMap((reading) => reading.own).find(({ text }) => text === initials);
      const [whole] = own;
      if (words.length >= INITIALS_MIN && term !== undefined && whole !== undefined)
        return [term, { ...whole, text: words.join(' ') }] as const;
    }
    return undefined;
  };
  const found = find(leaf, column);
  if (found !== undefined) return found;
  const [term, whole] = find(column, leaf) ?? [];
  return term === undefined || whole === undefined ? undefined : [whole, term];
}
