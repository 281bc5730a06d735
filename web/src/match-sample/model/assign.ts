import type { Candidate } from './candidates';
import type { Fit } from './fit';
import type { Leaf } from './leaves';
import type { Score } from './score';
import { NAMED_SHAPES, shapeOf } from './shapes';

export interface Pair {
  leaf: Leaf;
  candidate: Candidate;
  fit: Fit;
  score: Score;
}

export interface Assigned {
  pair: Pair;
  sure: boolean;
  /** The leaf that takes the same candidate with more right. */
  sharedWith?: Leaf;
}

/** Below this nothing is taken without being asked: a wrong tick costs more than none. */
const SURE_MIN = 0.45;
/** Two leaves share a column only when both are called as it is. */
const SHARE_MIN = 0.85;
/** When the runner-up comes this near, and the best is not sure by itself, it is a guess. */
const TIE_RATIO = 0.97;
/** What is only suggested is of a type and has values that go with the leaf's. */
const SUGGEST_FIT_MIN = 0.7;
const SURE = 0.93;

/**
 * Gives each leaf at most one candidate, the surest pairs first, then suggests what is left. `pairs` are sorted, best first.
 */
export function assign(pairs: readonly Pair[]): Map<Leaf, Assigned> {
  const byLeaf = new Map<Leaf, Pair[]>();
  for (const pair of pairs) byLeaf.set(pair.leaf, [...(byLeaf.get(pair.leaf) ?? []), pair]);
  const given = new Map<Leaf, Assigned>();
  const takenBy = new Map<Candidate, Leaf>();
  const give = (pair: Pair, sure: boolean) => {
    given.set(pair.leaf, { pair, sure });
    takenBy.set(pair.candidate, pair.leaf);
  };
  const isFree = ({ leaf, candidate }: Pair) => !given.has(leaf) && !takenBy.has(candidate);
  const hasRival = (best: Pair) =>
    (byLeaf.get(best.leaf) ?? []).some(
      (other) =>
        other.candidate !== best.candidate &&
        !takenBy.has(other.candidate) &&
        other.score.score >= best.score.score * TIE_RATIO,
    );
  const strong = pairs.filter(({ score }) => score.score >= SURE_MIN);
  for (const sure of [true, false]) {
    for (const pair of strong) {
      const isGuess = pair.score.score < SURE && !pair.score.exact && hasRival(pair);
      if (pair.score.sure === sure && isFree(pair) && !isGuess) give(pair, sure);
    }
  }
  for (const pair of strong) {
    const first = takenBy.get(pair.candidate);
    if (first === undefined || given.has(pair.leaf)) continue;
    if (differInIndexOnly(first, pair.leaf)) continue;
    const same = saysTheSame(first, pair.leaf);
    const sure = pair.score.sure && (pair.score.exact || (same && !isShort(pair.leaf)));
    if (pair.score.score >= (same ? SURE_MIN : SHARE_MIN))
      given.set(pair.leaf, { pair, sure, sharedWith: first });
  }
  for (const pair of pairs) {
    if (isFree(pair) && pair.fit.factor >= SUGGEST_FIT_MIN) give(pair, false);
  }
  return given;
}

/** Entries of one list are different things: one column does not fill them all. Keys with a number at their end are such entries too. */
function differInIndexOnly(a: Leaf, b: Leaf): boolean {
  const shape = ({ path }: Leaf) =>
    path.map((segment) => (typeof segment === 'number' ? '[]' : segment.replace(/_?\d+$/, '[]'))).join('\n');
  return a !== b && shape(a) === shape(b);
}

/** Two countries or currencies may be the same by accident. */
const SHORT_MAX = 4;
const isShort = ({ value = '' }: Leaf) => value.length <= SHORT_MAX;

/** A receiver's example repeats a value where one thing stands twice. */
export function saysTheSame(a: Leaf, b: Leaf): boolean {
  if (a.value === undefined || a.value !== b.value) return false;
  return !isShort(a) || a.path.at(-1) === b.path.at(-1);
}

/** What a leaf's value and a column's values look like, where that is one telling thing. */
export function sharedShape({ value }: Leaf, { shape }: Candidate): boolean {
  return value !== undefined && NAMED_SHAPES[shape ?? 'text'] !== undefined && shapeOf(value) === shape;
}
