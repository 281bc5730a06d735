import type { Candidate } from './candidates';
import { isTime, type Fit } from './fit';
import type { Reading } from './readings';
import type { Leaf } from './leaves';
import { NAMED_SHAPES, TELLING, idPrefix, namesShape, shapeOf, type Shape } from './shapes';
import { initialsOf, isTelling } from './evidence';
import { PLACE_WEIGHT, TIME, bestLikeness, oneToOne, type Term } from './terms';

/** How sure a match is, 0 to 1, and what speaks for it. */
export interface Score {
  score: number;
  /** The terms that are most alike, leaf and column. */
  pair?: readonly [Term, Term];
  sameValue: boolean;
  sameShape: Shape | undefined;
  /** Whether it rests on more than one near word, or on a name that everything has. */
  sure: boolean;
  /** Whether both have the same name. */
  exact: boolean;
}

/** How alike a term is to what the relation is called. */
export type RelationLikeness = (term: Term) => number;

/** Words of the column that are common to many columns say less of this one. */
export type Commonness = (term: Term) => number;

/** Initial letters are worth a suggestion where the values agree. */
const INITIALS_SCORE = 0.45;
const INITIALS_FIT_MIN = 0.9;
/** A name that is covered by what the values look like, not by a word. */
const SHAPE_LIKENESS = 0.8;
/** The relation's name counts less than the names around a leaf. */
const RELATION_LIKENESS = 0.85;
/** What the column has beyond the leaf weighs less than what the leaf has beyond the column. */
const COLUMN_EXPONENT = 0.7;
/** How much less a name is worth within something that the column does not name: `company.name` is not the person's. */
const STRANGER_FACTOR = 0.8;
/** Ids of one system begin alike, and those of another kind do not. */
const SAME_PREFIX = 0.35;

export function scoreOf(
  leaf: Leaf,
  readings: readonly Reading[],
  candidate: Candidate,
  fit: Fit,
  relation: RelationLikeness,
  commonness: Commonness,
): Score {
  // Where both sides are times, a name need not say so.
  const isBothTime = isTime(candidate);
  let best = NOTHING;
  for (const reading of readings) {
    for (const column of candidate.readings) {
      const found = nameScore(reading, column, candidate, isBothTime, relation, commonness);
      if (found.name > best.name) best = found;
    }
  }
  if (!best.shown && meanDifferent(readings, candidate.readings))
    best = { ...best, name: best.name * STRANGER_FACTOR, ofOther: true };
  if (best.name < INITIALS_SCORE && fit.factor >= INITIALS_FIT_MIN) {
    const pair = initialsOf(readings, candidate.readings);
    if (pair !== undefined) best = { ...NOTHING, name: INITIALS_SCORE, pair, ofOther: true };
  }
  const value = leaf.value ?? '';
  const shape = leaf.type === 'string' ? shapeOf(value) : undefined;
  // Two or three letters are a country or a currency only where the name says so.
  const sameShape =
    shape !== undefined &&
    shape === candidate.shape &&
    NAMED_SHAPES[shape] !== undefined &&
    (TELLING.has(shape) || best.shown)
      ? shape
      : undefined;
  const sameValue = value.length > 1 && candidate.values.has(value);
  const prefix = leaf.type === 'string' ? idPrefix(value) : undefined;
  const samePrefix = prefix !== undefined && prefix === candidate.idPrefix;
  const evidence =
    (sameShape === undefined ? 0 : 0.06) + (sameValue ? 0.1 : 0) + (samePrefix ? SAME_PREFIX : 0);
  const score = best.name === 0 ? 0 : Math.min(1, best.name * fit.factor + evidence);
  return {
    score,
    ...(best.pair === undefined ? {} : { pair: best.pair }),
    sameValue,
    sameShape,
    exact: best.name > 0.99,
    sure:
      sameValue ||
      samePrefix ||
      (!best.ofOther && !isForeignConstant(value, candidate) && (best.telling || sameShape !== undefined)),
  };
}

/** What a receiver writes as `IN_PROGRESS` is a value of its own list, which a column has only where it writes so too. */
const CONSTANT = /^[A-Z][A-Z\d]{3,}(?:_[A-Z\d]+)*$|^[A-Z\d]+(?:_[A-Z\d]+)+$/;

function isForeignConstant(value: string, { values }: Candidate): boolean {
  return CONSTANT.test(value) && values.size > 0 && ![...values].some((each) => CONSTANT.test(each));
}

/** Two compounds that mean different things, such as `sale price` and `purchase price`, have only words in common. */
function meanDifferent(leaf: readonly Reading[], column: readonly Reading[]): boolean {
  const [ours, theirs] = [leaf, column].map((readings) =>
    readings.flatMap(({ own }) => own.filter(({ from, to }) => from < to)),
  );
  return (
    ours !== undefined &&
    theirs !== undefined &&
    ours.length > 0 &&
    theirs.length > 0 &&
    ours.every((term) => bestLikeness(term, theirs) === 0)
  );
}

interface NameScore {
  name: number;
  pair: readonly [Term, Term] | undefined;
  telling: boolean;
  /** Whether the column's values look like what the leaf is called. */
  shown: boolean;
  /** Whether the names say that it is of someone or something else. */
  ofOther: boolean;
}

const NOTHING: NameScore = { name: 0, pair: undefined, telling: false, shown: false, ofOther: false };

function nameScore(
  reading: Reading,
  column: Reading,
  candidate: Candidate,
  isBothTime: boolean,
  relation: RelationLikeness,
  commonness: Commonness,
): NameScore {
  const { own, around } = reading;
  const columnTerms = [...column.around, ...column.own];
  let pair: readonly [Term, Term] | undefined;
  let pairLikeness = 0;

  const named = new Map<Term, number>();
  for (const term of own) {
    const likely = bestLikeness(term, columnTerms, (other, found) => {
      if (found * term.weight <= pairLikeness) return;
      pairLikeness = found * term.weight;
      pair = [term, other];
    });
    named.set(term, likely);
  }
  const isShown = (term: Term) => namesShape(term, candidate.shape);
  // What belongs to the relation only is no match: something of the leaf's own name has to be in the column's.
  if (pair === undefined && !own.some(isShown)) return NOTHING;
  const ownCover = cover(own, (term) => {
    if (isBothTime && term.text === TIME) return 1;
    const shown = isShown(term) ? SHAPE_LIKENESS : 0;
    return Math.max(named.get(term) ?? 0, shown, term.bare ? 0 : relation(term) * RELATION_LIKENESS);
  });
  const byOwn = oneToOne(own, columnTerms);
  const covered = (term: Term) =>
    Math.max(
      isBothTime && term.text === TIME ? 1 : 0,
      byOwn.get(term) ?? 0,
      bestLikeness(term, around),
      relation(term) * RELATION_LIKENESS,
    );
  const columnCover = cover(columnTerms, covered, (term) => term.weight * commonness(term));
  const isUnmatched = (term: Term) => Math.max(bestLikeness(term, columnTerms), relation(term)) === 0;
  const strangers = around.filter((term) => isNoun(term) && isUnmatched(term));
  const isStrangeEntry = isEntryOfOther(reading, isUnmatched);
  const isStrange = isStrangeEntry || strangers.length > 0;
  const name = ownCover * columnCover ** COLUMN_EXPONENT * (isStrange ? STRANGER_FACTOR : 1);
  // Where both sides have a word that the other has not, they are of two different things.
  const ofAnother = columnTerms.some((term) => isNoun(term) && !term.bare && covered(term) === 0);
  const ownStrangers = own.filter((term) => isNoun(term) && isUnmatched(term) && !isShown(term));
  // An id is of what its name says: `territory_id` is no `customer_id`, whatever is around it.
  const isOtherId = own.at(-1)?.text === 'id' && ownStrangers.some(({ text }) => text !== 'id');
  const ofOther =
    isStrangeEntry ||
    isOtherId ||
    strangers.concat(ownStrangers).some(({ role, bare }) => !bare && (role || ofAnother));
  return {
    name,
    pair,
    shown: own.some(isShown),
    telling: isTelling(own, around, columnTerms, relation, columnCover),
    ofOther,
  };
}

/** Whether a word names something, instead of holding or narrowing it down. */
function isNoun({ container, weight }: Term): boolean {
  return !container && weight > PLACE_WEIGHT;
}

/** An entry of a list is something of its own, unless the list's name says what of the row it is. */
function isEntryOfOther({ around, list }: Reading, isUnmatched: (term: Term) => boolean): boolean {
  return (
    list.length > 0 &&
    list.every((term) => around.includes(term) && isUnmatched(term) && term.weight !== PLACE_WEIGHT)
  );
}

/** A word of another trade or language speaks less against a column than one that is known to mean something else. */
const UNKNOWN_FACTOR = 0.5;

function cover(
  terms: readonly Term[],
  likely: (term: Term) => number,
  weight: (term: Term) => number = (term) => term.weight,
): number {
  let [sum, covered] = [0, 0];
  for (const term of terms) {
    const found = likely(term);
    const share = weight(term) * (found === 0 && !term.known ? UNKNOWN_FACTOR : 1);
    sum += share;
    covered += share * found;
  }
  return sum === 0 ? 0 : covered / sum;
}
