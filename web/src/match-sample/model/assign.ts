import { groupBy } from '../../lib/objects';
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
  /** What the ambiguous name of the column, or of the leaf, means here. */
  meaning?: string | undefined;
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
/** A leaf without a free column is suggested one that another leaf takes, if the pair scores at least this. */
const SUGGEST_SHARE_MIN = 0.6;
/**
 * A pair is ticked only if every other pair of its leaf (`column`) and of its column (`leaf`) scores less than this share of its score.
 * `partial`: words of a name have no counterpart; 0 allows no other column.
 */
const RIVAL_RATIO = { complete: { column: 0.8, leaf: 0.8 }, partial: { column: 0, leaf: 0.6 } };
/** A suggestion has a type and values that go with the leaf's. */
export const SUGGEST_FIT_MIN = 0.7;

/** Gives each leaf at most one candidate, the surest pairs first, then suggests what is left. `pairs` are sorted, best first. */
export function assign(pairs: readonly Pair[]): Map<Leaf, Assigned> {
  const assigned = new Map<Leaf, Assigned>();
  const takenBy = new Map<Candidate, Leaf>();
  const isUnique = uniqueness(pairs);
  const strong = pairs.filter(({ score }) => score.score >= SURE_MIN);
  const fitting = pairs.filter(({ fit }) => fit.factor >= SUGGEST_FIT_MIN);

  giveFree(strong, true, (pair) => pair.score.sure && (pair.score.exact || isUnique(pair)));
  giveFree(strong, false);
  share(strong, ({ leaf, score }, holder) => {
    const isSame = haveSameValue(holder, leaf);
    if (!isSame && score.score < SHARE_MIN) return undefined;
    return score.sure && (score.exact || (isSame && !isShort(leaf.value)));
  });
  giveFree(fitting, false);
  share(fitting, ({ score }) =>
    score.pair?.[0].generic !== true && score.score >= SUGGEST_SHARE_MIN ? false : undefined,
  );
  return assigned;

  function giveFree(from: readonly Pair[], sure: boolean, may: (pair: Pair) => boolean = () => true) {
    for (const pair of from) {
      if (assigned.has(pair.leaf) || takenBy.has(pair.candidate) || !may(pair)) continue;
      assigned.set(pair.leaf, { pair, sure });
      takenBy.set(pair.candidate, pair.leaf);
    }
  }

  /** `sureOf` is undefined for a pair whose column cannot be shared. */
  function share(from: readonly Pair[], sureOf: (pair: Pair, holder: Leaf) => boolean | undefined) {
    for (const pair of from) {
      const sharedWith = takenBy.get(pair.candidate);
      if (sharedWith === undefined || assigned.has(pair.leaf)) continue;
      const sure = differInIndexOnly(sharedWith, pair.leaf) ? undefined : sureOf(pair, sharedWith);
      if (sure !== undefined) assigned.set(pair.leaf, { pair, sure, sharedWith });
    }
  }
}

/** Tells whether no other pair of the same leaf or column comes close to a pair. */
function uniqueness(pairs: readonly Pair[]): (pair: Pair) => boolean {
  const byLeaf = groupBy(pairs, ({ leaf }) => leaf);
  const byCandidate = groupBy(pairs, ({ candidate }) => candidate);
  return ({ leaf, candidate, score }) => {
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
