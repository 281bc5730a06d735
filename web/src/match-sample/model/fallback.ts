import { SUGGEST_FIT_MIN, haveSameValue, type Assigned } from './assign';
import { isTime, type Candidate } from './candidates';
import { fitOf, isEpoch, kindOfCandidate, kindOfLeaf, kindsAgree, type Fit } from './fit';
import type { Leaf } from './leaves';
import { isMereContainer, type Reading } from './readings';
import { DISTINCTIVE, NAMED_SHAPES, namesShape, shapeOf, type Shape } from './shapes';
import { bestSimilarity, means, type Term } from './terms';

/** A column for a leaf that no name matches. It is a guess, so it is never ticked. */
interface Fallback {
  candidate: Candidate;
  fit: Fit;
  reason: string;
  /** The leaf that takes the column already. */
  sharedWith?: Leaf;
}

/** If the primary key is not known, a row's key is among the first columns. */
const KEY_POSITION_MAX = 2;
/** A value without spaces, and no price or date: `42`, `INV-7`. */
const KEY_VALUE = /^(?=.*\d)[^\s.,]+$/;

/** Finds columns for leaves that no name matches: the only one of their shape, the only time left, or the row's key. */
export function fallbacks(
  leaves: readonly Leaf[],
  candidates: readonly Candidate[],
  assigned: ReadonlyMap<Leaf, Assigned>,
  readings: ReadonlyMap<Leaf, readonly Reading[]>,
  relation: readonly Term[],
): ReadonlyMap<Leaf, Fallback> {
  const holders = new Map([...assigned].map(([leaf, { pair }]) => [pair.candidate, leaf]));
  const times = leaves.filter(isTimeLeaf);
  const freeTimes = candidates.filter(
    (candidate) => candidate.at === undefined && isTime(candidate) && !holders.has(candidate),
  );
  const key =
    candidates.find(({ isPrimaryKey }) => isPrimaryKey) ?? candidates.slice(0, KEY_POSITION_MAX).find(isKey);
  const found = new Map<Leaf, Fallback>();
  for (const leaf of leaves) {
    const fallback = byShape(leaf) ?? byTime(leaf) ?? byKey(leaf);
    if (fallback === undefined) continue;
    found.set(leaf, fallback);
    if (fallback.sharedWith === undefined) holders.set(fallback.candidate, leaf);
  }
  return found;

  function termsOf(leaf: Leaf): Term[] {
    return (readings.get(leaf) ?? []).flatMap(({ own, around }) => [...around, ...own]);
  }

  /** The only column whose values look like the example. */
  function byShape(leaf: Leaf): Fallback | undefined {
    const shape = leaf.value === undefined ? undefined : shapeOf(leaf.value);
    const [, reason] = (shape && NAMED_SHAPES[shape]) ?? [];
    const alike = candidates.filter((candidate) => candidate.shape === shape);
    const [candidate] = alike;
    if (reason === undefined || candidate === undefined || alike.length > 1 || !mayGoByShape(leaf, shape))
      return undefined;
    const sharedWith = holders.get(candidate);
    if (sharedWith !== undefined && !haveSameValue(leaf, sharedWith)) return undefined;
    const fallback = fallbackTo(leaf, candidate, `the only column that ${reason}`);
    return fallback && sharedWith ? { ...fallback, sharedWith } : fallback;
  }

  /** Whether a shape says what a value is, whatever it is called, or the leaf is called so. */
  function mayGoByShape(leaf: Leaf, shape: Shape | undefined): boolean {
    if (shape === 'email' || shape === 'phone' || shape === 'url') return true;
    return termsOf(leaf).some((term) => namesShape(term, shape));
  }

  /** The only free date column, for the only unmatched leaf that is a time. */
  function byTime(leaf: Leaf): Fallback | undefined {
    if (times.length > 1 || times[0] !== leaf || freeTimes.length > 1) return undefined;
    return fallbackTo(leaf, freeTimes[0], 'the only time left');
  }

  /** The column that may identify the row, for a leaf that asks for nothing but an id. */
  function byKey(leaf: Leaf): Fallback | undefined {
    if (key === undefined || holders.has(key)) return undefined;
    const terms = termsOf(leaf);
    const isId = (term: Term) => means(term, 'id') || means(term, 'external id');
    const isOfRow = (term: Term) => isMereContainer(term) || bestSimilarity(term, relation) > 0;
    if (!terms.some(isId) || !terms.every((term) => isId(term) || isOfRow(term))) return undefined;
    return fallbackTo(leaf, key, key.isPrimaryKey ? 'the primary key' : 'may identify the row');
  }
}

/** Whether all values could be keys, and none occurs twice. */
function isKey(candidate: Candidate): boolean {
  const { at, values, shape, unique } = candidate;
  if (at !== undefined || !unique || values.size < 2 || isTime(candidate)) return false;
  const isOther = shape !== undefined && shape !== 'uuid' && DISTINCTIVE.has(shape);
  return !isOther && [...values].every((value) => KEY_VALUE.test(value));
}

function isTimeLeaf({ type, value = '', text }: Leaf): boolean {
  return type === 'number' ? isEpoch(text) : type === 'string' && /^date/.test(shapeOf(value));
}

function fallbackTo(leaf: Leaf, candidate: Candidate | undefined, reason: string): Fallback | undefined {
  if (candidate === undefined || !kindsAgree(kindOfLeaf(leaf), kindOfCandidate(candidate))) return undefined;
  const fit = fitOf(leaf, candidate);
  return fit.factor < SUGGEST_FIT_MIN ? undefined : { candidate, fit, reason };
}
