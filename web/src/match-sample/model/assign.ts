import type { Candidate } from './candidates';
import type { Fit } from './fit';
import type { Leaf } from './leaves';
import type { Score } from './score';
import { isShort } from './shapes';

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
/** Of what no other column is left for, a column that another leaf takes is suggested from this score on. */
const SUGGEST_SHARE_MIN = 0.6;
/**
 * How high another pair of the same leaf or column may score, as a share of the score, before neither is ticked: where every word of both
 * names has its counterpart, and where words are left over.
 */
const RIVAL_RATIO = { complete: { column: 0.8, leaf: 0.8 }, partial: { column: 0, leaf: 0.6 } };
/** A suggestion has a type and values that go with the leaf's. */
export const SUGGEST_FIT_MIN = 0.7;

/** Gives each leaf at most one candidate, the surest pairs first, then suggests what is left. `pairs` are sorted, best first. */
export function assign(pairs: readonly Pair[]): Map<Leaf, Assigned> {
  const assigned = new Map<Leaf, Assigned>();
  const takenBy = new Map<Candidate, Leaf>();
  const give = (pair: Pair, sure: boolean) => {
    assigned.set(pair.leaf, { pair, sure });
    takenBy.set(pair.candidate, pair.leaf);
  };
  const isFree = ({ leaf, candidate }: Pair) => !assigned.has(leaf) && !takenBy.has(candidate);
  const byLeaf = groupBy(pairs, ({ leaf }) => leaf);
  const byCandidate = groupBy(pairs, ({ candidate }) => candidate);
  const isUnique = ({ leaf, candidate, score }: Pair) => {
    const ratio = RIVAL_RATIO[score.complete ? 'complete' : 'partial'];
    // A key inside a json column does not rival a column.
    const columns = (byLeaf.get(leaf) ?? []).filter(
      (other) =>
        other.candidate !== candidate && (other.candidate.at === undefined || candidate.at !== undefined),
    );
    const leaves = (byCandidate.get(candidate) ?? []).filter(
      (other) =>
        other.leaf !== leaf && !differInIndexOnly(other.leaf, leaf) && !haveSameValue(other.leaf, leaf),
    );
    return (
      columns.every((other) => other.score.score < score.score * ratio.column) &&
      leaves.every((other) => other.score.score < score.score * ratio.leaf)
    );
  };
  const strong = pairs.filter(({ score }) => score.score >= SURE_MIN);
  for (const sure of [true, false]) {
    for (const pair of strong) {
      if (isFree(pair) && (!sure || (pair.score.sure && (pair.score.exact || isUnique(pair)))))
        give(pair, sure);
    }
  }
  for (const pair of strong) {
    const { leaf, candidate, score } = pair;
    const first = takenBy.get(candidate);
    if (first === undefined || assigned.has(leaf) || differInIndexOnly(first, leaf)) continue;
    const same = haveSameValue(first, leaf);
    const sure = score.sure && (score.exact || (same && !isShort(leaf.value)));
    if (same || score.score >= SHARE_MIN) assigned.set(leaf, { pair, sure, sharedWith: first });
  }
  for (const pair of pairs) {
    if (isFree(pair) && pair.fit.factor >= SUGGEST_FIT_MIN) give(pair, false);
  }
  for (const pair of pairs) {
    const { leaf, candidate, score } = pair;
    const first = takenBy.get(candidate);
    if (assigned.has(leaf) || first === undefined || differInIndexOnly(first, leaf)) continue;
    if (
      score.pair?.[0].generic !== true &&
      score.score >= SUGGEST_SHARE_MIN &&
      pair.fit.factor >= SUGGEST_FIT_MIN
    )
      assigned.set(leaf, { pair, sure: false, sharedWith: first });
  }
  return assigned;
}

function groupBy<K>(pairs: readonly Pair[], keyOf: (pair: Pair) => K): ReadonlyMap<K, readonly Pair[]> {
  const groups = new Map<K, Pair[]>();
  for (const pair of pairs) {
    const group = groups.get(keyOf(pair));
    if (group === undefined) groups.set(keyOf(pair), [pair]);
    else group.push(pair);
  }
  return groups;
}

/** Entries of one list are different things: one column does not fill them all. Keys with a number at their end are such entries too. */
function differInIndexOnly(a: Leaf, b: Leaf): boolean {
  const shape = ({ path }: Leaf) =>
    path.map((segment) => (typeof segment === 'number' ? '[]' : segment.replace(/_?\d+$/, '[]'))).join('\n');
  return a !== b && shape(a) === shape(b);
}

/** A receiver's example repeats a value where one thing stands twice. */
export function haveSameValue(a: Leaf, b: Leaf): boolean {
  if (a.value === undefined || a.value !== b.value) return false;
  return !isShort(a.value) || a.path.at(-1) === b.path.at(-1);
}
