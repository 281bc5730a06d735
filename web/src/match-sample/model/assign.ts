import type { Candidate } from './candidates';
import type { Fit } from './fit';
import type { Leaf } from './leaves';
import type { Score } from './score';

export interface Pair {
  leaf: Leaf;
  candidate: Candidate;
  fit: Fit;
  score: Score;
}

export interface Assigned {
  pair: Pair;
  sure: boolean;
  /** The leaf that takes the same candidate with a higher score. */
  sharedWith?: Leaf;
}

/** A lower score is only suggested: a wrong tick costs more than none. */
const SURE_MIN = 0.5;
/** Two leaves share a column only when both are called as it is. */
const SHARE_MIN = 0.85;
/** A score below this is a guess where another candidate's is nearly as high; a key inside a json column does not rival a column. */
const CLEAR_MIN = 0.95;
const TIE_RATIO = 0.9;
/** A suggestion has a type and values that go with the leaf's. */
const SUGGEST_FIT_MIN = 0.7;

/** Gives each leaf at most one candidate, the surest pairs first, then suggests what is left. `pairs` are sorted, best first. */
export function assign(pairs: readonly Pair[]): Map<Leaf, Assigned> {
  const assigned = new Map<Leaf, Assigned>();
  const takenBy = new Map<Candidate, Leaf>();
  const give = (pair: Pair, sure: boolean) => {
    assigned.set(pair.leaf, { pair, sure });
    takenBy.set(pair.candidate, pair.leaf);
  };
  const isFree = ({ leaf, candidate }: Pair) => !assigned.has(leaf) && !takenBy.has(candidate);
  const isGuess = ({ leaf, candidate, score }: Pair) =>
    score.score < CLEAR_MIN &&
    !score.exact &&
    pairs.some(
      (other) =>
        other.leaf === leaf &&
        other.candidate !== candidate &&
        (other.candidate.at === undefined || candidate.at !== undefined) &&
        !takenBy.has(other.candidate) &&
        other.score.score >= score.score * TIE_RATIO,
    );
  const strong = pairs.filter(({ score }) => score.score >= SURE_MIN);
  for (const sure of [true, false]) {
    for (const pair of strong) {
      if (isFree(pair) && (!sure || (pair.score.sure && !isGuess(pair)))) give(pair, sure);
    }
  }
  for (const pair of strong) {
    const { leaf, candidate, score } = pair;
    const first = takenBy.get(candidate);
    if (first === undefined || assigned.has(leaf) || differInIndexOnly(first, leaf)) continue;
    const same = haveSameValue(first, leaf);
    const sure = score.sure && (score.exact || (same && !isShort(leaf)));
    if (same || score.score >= SHARE_MIN) assigned.set(leaf, { pair, sure, sharedWith: first });
  }
  for (const pair of pairs) {
    if (isFree(pair) && pair.fit.factor >= SUGGEST_FIT_MIN) give(pair, false);
  }
  return assigned;
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
export function haveSameValue(a: Leaf, b: Leaf): boolean {
  if (a.value === undefined || a.value !== b.value) return false;
  return !isShort(a) || a.path.at(-1) === b.path.at(-1);
}
