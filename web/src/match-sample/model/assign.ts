import type { Fit } from './fit';
import type { Leaf } from './sample-text';
import type { Score } from './score';
import { TIME } from './terms';

export interface Pair {
  leaf: number;
  candidate: number;
  fit: Fit;
  score: Score;
}

export interface Assigned {
  pair: Pair;
  /** The leaf that takes the same candidate with more right. */
  sharedWith?: number;
}

/** Below this nothing is proposed: a wrong proposal costs more than none. */
const PROPOSE_MIN = 0.5;
/** Where neither side has another choice left, less likeness of names is enough, but not of values. */
const LONE_MIN = 0.33;
const LONE_FIT_MIN = 0.7;
const LONE_RATIO = 0.75;
/** Two leaves share a column only when both are called as it is. */
const SHARE_MIN = 0.85;
/** When the runner-up comes this near, and the best is not sure by itself, it is a guess. */
const TIE_RATIO = 0.97;
const SURE = 0.93;

/** Gives each leaf at most one candidate, the surest pairs first. `pairs` are sorted, best first; `byLeaf` has them leaf by leaf. */
export function assign(
  pairs: readonly Pair[],
  byLeaf: ReadonlyMap<number, readonly Pair[]>,
  leaves: readonly Leaf[],
): Map<number, Assigned> {
  const given = new Map<number, Assigned>();
  const takenBy = new Map<number, number>();
  const guesses = new Set<number>();
  for (const pair of pairs) {
    if (pair.score.score < PROPOSE_MIN) break;
    if (given.has(pair.leaf) || takenBy.has(pair.candidate) || guesses.has(pair.leaf)) continue;
    if (isGuess(pair, byLeaf.get(pair.leaf) ?? [], takenBy)) {
      guesses.add(pair.leaf);
      continue;
    }
    given.set(pair.leaf, { pair });
    takenBy.set(pair.candidate, pair.leaf);
  }
  for (const pair of lonePairs(pairs, given, takenBy)) {
    given.set(pair.leaf, { pair });
    takenBy.set(pair.candidate, pair.leaf);
  }
  for (const pair of pairs) {
    const first = takenBy.get(pair.candidate);
    if (first === undefined || given.has(pair.leaf) || guesses.has(pair.leaf)) continue;
    const [one, other] = [leaves[first], leaves[pair.leaf]];
    if (one === undefined || other === undefined || differInIndexOnly(one, other)) continue;
    if (pair.score.score >= (saysTheSame(one, other) ? PROPOSE_MIN : SHARE_MIN))
      given.set(pair.leaf, { pair, sharedWith: first });
  }
  return given;
}

function isGuess(best: Pair, ofLeaf: readonly Pair[], takenBy: ReadonlyMap<number, number>): boolean {
  if (best.score.score >= SURE) return false;
  return ofLeaf.some(
    (other) =>
      other.candidate !== best.candidate &&
      !takenBy.has(other.candidate) &&
      other.score.score >= best.score.score * TIE_RATIO,
  );
}

/** Of what is left, the pairs in which both sides have each other and nothing that comes near. */
function lonePairs(
  pairs: readonly Pair[],
  given: ReadonlyMap<number, unknown>,
  takenBy: ReadonlyMap<number, unknown>,
): Pair[] {
  const left = pairs.filter(({ leaf, candidate }) => !given.has(leaf) && !takenBy.has(candidate));
  const standing = (sideOf: (pair: Pair) => number) => {
    const bySide = new Map<number, [best: Pair, next: number]>();
    for (const pair of left) {
      const known = bySide.get(sideOf(pair));
      if (known === undefined) bySide.set(sideOf(pair), [pair, 0]);
      else known[1] = Math.max(known[1], pair.score.score);
    }
    return bySide;
  };
  const [byLeaf, byCandidate] = [standing(({ leaf }) => leaf), standing(({ candidate }) => candidate)];
  return left.filter((pair) => {
    const sides = [byLeaf.get(pair.leaf), byCandidate.get(pair.candidate)];
    return (
      pair.score.score >= LONE_MIN &&
      pair.fit.factor >= LONE_FIT_MIN &&
      !saysLittle(pair) &&
      sides.every((side) => side?.[0] === pair && side[1] < pair.score.score * LONE_RATIO)
    );
  });
}

/** That both are a point in time is no likeness. */
function saysLittle({ score: { pair } }: Pair): boolean {
  return pair === undefined || pair.every(({ text }) => text === TIME);
}

/** Entries of one list are different things: one column does not fill them all. */
function differInIndexOnly(a: Leaf, b: Leaf): boolean {
  const shape = ({ path }: Leaf) =>
    path.map((segment) => (typeof segment === 'number' ? '[]' : segment)).join('\n');
  return shape(a) === shape(b);
}

/** Short values are the same by accident. */
const SAME_VALUE_MIN = 5;

/** A receiver's example repeats a value where one thing stands twice. */
function saysTheSame(a: Leaf, b: Leaf): boolean {
  return a.value !== undefined && a.value === b.value && a.value.length >= SAME_VALUE_MIN;
}
