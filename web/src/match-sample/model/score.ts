import { isTime, type Candidate } from './candidates';
import type { Fit } from './fit';
import type { Leaf } from './leaves';
import type { Reading } from './readings';
import { DISTINCTIVE, NAMED_SHAPES, idPrefix, isShort, namesShape, shapeOf, type Shape } from './shapes';
import { PLACE_WEIGHT, TIME, bestPair, bestSimilarity, means, oneToOne, type Term } from './terms';

/** How well a candidate matches a leaf, 0 to 1, and why. */
export interface Score {
  score: number;
  /** The most similar terms, of leaf and column. */
  pair: readonly [Term, Term] | undefined;
  sameValue: boolean;
  sameShape: Shape | undefined;
  /** Whether names or values prove it. */
  sure: boolean;
  /** Whether both have the same name. */
  exact: boolean;
  /** Whether every word of each name has its counterpart in the other. */
  complete: boolean;
}

/** The weights that the table gives a term. */
interface TableTerms {
  /** How similar it is to the relation's name. */
  relation: (term: Term) => number;
  /** How much a column's term tells it from other columns. */
  prefixWeight: (term: Term) => number;
}

/** A name that the shape of the values matches, not a word. */
const SHAPE_SIMILARITY = 0.8;
/** The relation's name counts less than the names around a leaf. */
const RELATION_FACTOR = 0.85;
/** Extra terms of the column weigh less than extra terms of the leaf. */
const COLUMN_EXPONENT = 0.6;
/** Within something that the column does not name a name is worth less: `company.name` is not the person's. */
const OTHER_PARENT_FACTOR = 0.8;
/** A word that is not in the vocabulary speaks less against a column than one that means something else. */
const UNKNOWN_FACTOR = 0.5;
const SAME_SHAPE_BONUS = 0.06;
const SAME_VALUE_BONUS = 0.1;
/** Ids of one system begin alike, and those of another kind do not. */
const SAME_PREFIX_BONUS = 0.35;

export function scoreOf(
  leaf: Leaf,
  readings: readonly Reading[],
  candidate: Candidate,
  fit: Fit,
  table: TableTerms,
): Score {
  const name = nameScoreOf(readings, candidate, table);
  const value = leaf.value ?? '';
  const shape = leaf.type === 'string' ? shapeOf(value) : undefined;
  // Two or three letters are a country or a currency only where the name says so.
  const isTold = shape !== undefined && (DISTINCTIVE.has(shape) || name.hasShape);
  const sameShape =
    isTold && shape === candidate.shape && NAMED_SHAPES[shape] !== undefined ? shape : undefined;
  const sameValue = value.length > 1 && candidate.values.has(value);
  const prefix = leaf.type === 'string' ? idPrefix(value) : undefined;
  const samePrefix = prefix !== undefined && prefix === candidate.idPrefix;
  const bonus =
    (sameShape === undefined ? 0 : SAME_SHAPE_BONUS) +
    (sameValue ? SAME_VALUE_BONUS : 0) +
    (samePrefix ? SAME_PREFIX_BONUS : 0);
  return {
    score: name.score === 0 ? 0 : Math.min(1, name.score * fit.factor + bonus),
    pair: name.pair,
    sameValue,
    sameShape,
    sure: (sameValue && !isShort(value)) || samePrefix || (!name.isOther && name.proves),
    exact: name.score > 0.99,
    complete: name.complete,
  };
}

interface NameScore {
  score: number;
  pair: readonly [Term, Term] | undefined;
  proves: boolean;
  /** Whether the column's values have the shape that the leaf is called by. */
  hasShape: boolean;
  /** Whether the names are of different things, or belong to different things. */
  isOther: boolean;
  complete: boolean;
}

const NO_MATCH: NameScore = {
  score: 0,
  pair: undefined,
  proves: false,
  hasShape: false,
  isOther: false,
  complete: false,
};

/** The score of the best two readings. */
function nameScoreOf(readings: readonly Reading[], candidate: Candidate, table: TableTerms): NameScore {
  let best = NO_MATCH;
  for (const reading of readings) {
    for (const column of candidate.readings) {
      const found = compareNames(reading, column, candidate, table);
      if (found.score > best.score) best = found;
    }
  }
  if (best.score > 0 && meanDifferent(readings, candidate.readings))
    best = { ...best, score: best.score * OTHER_PARENT_FACTOR, isOther: true };
  return best;
}

/** Two compounds that mean different things, such as `sale price` and `purchase price`, have only words in common. */
function meanDifferent(leaf: readonly Reading[], column: readonly Reading[]): boolean {
  // `external id` is what receivers call any id of ours.
  const compounds = (readings: readonly Reading[]) =>
    readings.flatMap(({ own }) => own.filter((term) => term.from < term.to && !means(term, 'external id')));
  const others = compounds(column);
  const own = compounds(leaf);
  return own.length > 0 && others.length > 0 && own.every((term) => bestSimilarity(term, others) === 0);
}

function compareNames(
  { own, around, list }: Reading,
  column: Reading,
  candidate: Candidate,
  table: TableTerms,
): NameScore {
  const { relation, prefixWeight } = table;
  const columnTerms = [...column.around, ...column.own];
  const pair = bestPair(own, columnTerms);
  const hasShape = (term: Term) => namesShape(term, candidate.shape);
  // A match needs more than the relation's name: something of the leaf's own name is in the column's.
  if (pair === undefined && !own.some(hasShape)) return NO_MATCH;
  // Where both sides are times, a name need not say so.
  const isBothTime = ({ text }: Term) => text === TIME && isTime(candidate);
  const inColumn = (term: Term) => bestSimilarity(term, columnTerms);
  const inRelation = (term: Term) => relation(term) * RELATION_FACTOR;
  const ownCover = cover(own, (term) =>
    isBothTime(term)
      ? 1
      : Math.max(inColumn(term), hasShape(term) ? SHAPE_SIMILARITY : 0, term.generic ? 0 : inRelation(term)),
  );
  const matched = oneToOne(own, columnTerms);
  const inLeaf = (term: Term) =>
    isBothTime(term) ? 1 : Math.max(matched.get(term) ?? 0, bestSimilarity(term, around), inRelation(term));
  const columnCover = cover(columnTerms, inLeaf, (term) => term.weight * prefixWeight(term));

  const isUnmatched = (term: Term) => inColumn(term) === 0 && relation(term) === 0;
  const otherParents = around.filter((term) => isNoun(term) && isUnmatched(term));
  // An entry of a list is something of its own, unless the list's name says what of the row it is.
  const isOtherEntry =
    list.length > 0 &&
    list.every((term) => around.includes(term) && isUnmatched(term) && term.weight !== PLACE_WEIGHT);
  const otherWords = own.filter((term) => isNoun(term) && isUnmatched(term) && !hasShape(term));
  // An id is of what its name says: `territory_id` is no `customer_id`, whatever is around it.
  const isOtherId = own.at(-1)?.text === 'id' && otherWords.some(({ text }) => text !== 'id');
  // A synonym of what a column has the number or the id of.
  const isNumberOf =
    !own.some((term) => inColumn(term) === 1) &&
    columnTerms.some((term) => /^(?:number|id)$/.test(term.text) && inLeaf(term) === 0);
  // The `2` of `street2` is a second thing, that of `iso2` is not.
  const isSecond = own.some(
    (term, at) => /^[2-9]$/.test(term.text) && isUnmatched(term) && at > 0 && isNoun(own[at - 1] ?? term),
  );
  // Where both sides have a word that the other has not, they are of two different things.
  const columnIsOther = columnTerms.some((term) => isNoun(term) && !term.generic && inLeaf(term) === 0);
  const isOther = [...otherParents, ...otherWords].some(
    ({ role, generic }) => !generic && (role || columnIsOther),
  );
  const factor = isOtherEntry || otherParents.length > 0 ? OTHER_PARENT_FACTOR : 1;
  return {
    score: ownCover * columnCover ** COLUMN_EXPONENT * factor,
    pair,
    hasShape: own.some(hasShape),
    proves: namesProve(own, around, columnTerms, relation, columnCover),
    isOther: isOtherEntry || isOtherId || isSecond || isNumberOf || isOther,
    complete: isComplete(own, columnTerms, { inColumn, inLeaf, hasShape, isBothTime }, table),
  };
}

/** How similar a term is to those of the other side, 0 to 1, and whether it matches the column's values or type. */
interface Matches {
  inColumn: (term: Term) => number;
  inLeaf: (term: Term) => number;
  hasShape: (term: Term) => boolean;
  isBothTime: (term: Term) => boolean;
}

/** Whether every word of each name has its counterpart in the other. */
function isComplete(
  own: readonly Term[],
  columnTerms: readonly Term[],
  { inColumn, inLeaf, hasShape, isBothTime }: Matches,
  { relation, prefixWeight }: TableTerms,
): boolean {
  // A time matches the column's type.
  const needsCounterpart = (term: Term) => isNoun(term) && !isBothTime(term);
  const hasCounterpart = (term: Term, similar: number) => Math.max(similar, relation(term)) >= SAME_MIN;
  return (
    own.filter(needsCounterpart).every((term) => hasShape(term) || hasCounterpart(term, inColumn(term))) &&
    columnTerms
      // A prefix of many columns tells none from the others.
      .filter((term) => needsCounterpart(term) && prefixWeight(term) === 1)
      .every((term) => hasCounterpart(term, inLeaf(term)))
  );
}

/** Two names for one thing are at least as similar. */
const SAME_MIN = 0.9;
/** How much of a column's name the names around a leaf must match where the leaf's own name is generic. */
const GENERIC_COVER_MIN = 0.75;
const EXTERNAL = /^external\b/;

/**
 * Whether names prove a match: a word that only this thing has. A generic name such as `status` needs the names around it to agree, and the
 * column to be about nothing else.
 */
function namesProve(
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

/** Whether a word names something, instead of holding or narrowing it down. */
function isNoun({ container, weight }: Term): boolean {
  return !container && weight > PLACE_WEIGHT;
}

/** The share of the terms' weight that is matched. */
function cover(
  terms: readonly Term[],
  similarityOf: (term: Term) => number,
  weightOf: (term: Term) => number = (term) => term.weight,
): number {
  let [sum, covered] = [0, 0];
  for (const term of terms) {
    const similar = similarityOf(term);
    const weight = weightOf(term) * (similar === 0 && !term.known ? UNKNOWN_FACTOR : 1);
    sum += weight;
    covered += weight * similar;
  }
  return sum === 0 ? 0 : covered / sum;
}
