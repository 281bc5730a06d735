import { haveSameValue, type Assigned } from './assign';
import type { Candidate } from './candidates';
import { fitOf, isEpoch, isTime, kindOfCandidate, kindOfLeaf, kindsAgree, type Fit } from './fit';
import type { Leaf } from './leaves';
import type { Reading } from './readings';
import { NAMED_SHAPES, namesShape, shapeOf, type Shape } from './shapes';
import { bestSimilarity, means, type Term } from './terms';

/** A column for a leaf that no name matches. It is a guess, so it is never ticked. */
export interface Fallback {
  candidate: Candidate;
  fit: Fit;
  reason: string;
  /** The leaf that takes the column already. */
  sharedWith?: Leaf;
}

/** Finds what a leaf without a match may be filled from, because there is only one such column. */
export function fallbacks(
  leaves: readonly Leaf[],
  candidates: readonly Candidate[],
  assigned: ReadonlyMap<Leaf, Assigned>,
  readings: ReadonlyMap<Leaf, readonly Reading[]>,
  relation: readonly Term[],
): (leaf: Leaf) => Fallback | undefined {
  const holders = new Map([...assigned].map(([leaf, { pair }]) => [pair.candidate, leaf]));
  const openLeaves = leaves.filter((leaf) => !assigned.has(leaf));
  const openColumns = candidates.filter((candidate) => candidate.at === undefined && !holders.has(candidate));
  const termsOf = (leaf: Leaf) =>
    (readings.get(leaf) ?? []).flatMap(({ own, around }) => [...around, ...own]);
  return (leaf) => byShape(leaf) ?? byTime(leaf) ?? byKey(leaf);

  /** The column that alone has the shape of the example, whatever it is called. */
  function byShape(leaf: Leaf): Fallback | undefined {
    const shape = leaf.value === undefined ? undefined : shapeOf(leaf.value);
    const [, reason] = (shape && NAMED_SHAPES[shape]) ?? [];
    const alike = candidates.filter((candidate) => candidate.shape === shape);
    const [candidate] = alike;
    if (reason === undefined || candidate === undefined || alike.length > 1 || !isCalled(leaf, shape))
      return undefined;
    const sharedWith = holders.get(candidate);
    if (sharedWith !== undefined && !haveSameValue(leaf, sharedWith)) return undefined;
    const fallback = { candidate, fit: fitOf(leaf, candidate), reason: `the only column that ${reason}` };
    return sharedWith === undefined ? fallback : { ...fallback, sharedWith };
  }

  /** Whether a shape says what a value is, whatever it is called, or the leaf is called so. */
  function isCalled(leaf: Leaf, shape: Shape | undefined): boolean {
    if (shape === 'email' || shape === 'phone' || shape === 'url') return true;
    return termsOf(leaf).some((term) => namesShape(term, shape));
  }

  /** The last time for the last column with times. */
  function byTime(leaf: Leaf): Fallback | undefined {
    const times = openLeaves.filter(isTimeLeaf);
    const columns = openColumns.filter(isTime);
    if (times.length > 1 || times[0] !== leaf || columns.length > 1) return undefined;
    return fallbackTo(leaf, columns[0], 'the only time left');
  }

  /** The column that identifies the row, for a leaf that asks for nothing but an id. */
  function byKey(leaf: Leaf): Fallback | undefined {
    const terms = termsOf(leaf);
    const isId = (term: Term) => means(term, 'id') || means(term, 'external id');
    const isOfRow = (term: Term) => (term.container && term.weight < 1) || bestSimilarity(term, relation) > 0;
    if (!terms.some(isId) || !terms.every((term) => isId(term) || isOfRow(term))) return undefined;
    const key = candidates.slice(0, KEY_POSITION_MAX).find(isKey);
    return key === undefined || holders.has(key) ? undefined : fallbackTo(leaf, key, 'identifies the row');
  }
}

/** What identifies a row is among the first columns. */
const KEY_POSITION_MAX = 2;

function isKey({ at, type, values, shape }: Candidate): boolean {
  if (at !== undefined || values.size < 2) return false;
  return type === 'number' || shape === 'uuid' || [...values].every((value) => /^(?=.*\d)\S+$/.test(value));
}

function isTimeLeaf({ type, value = '', text }: Leaf): boolean {
  return type === 'number' ? isEpoch(text) : type === 'string' && /^date/.test(shapeOf(value));
}

function fallbackTo(leaf: Leaf, candidate: Candidate | undefined, reason: string): Fallback | undefined {
  if (candidate === undefined || !kindsAgree(kindOfLeaf(leaf), kindOfCandidate(candidate))) return undefined;
  const fit = fitOf(leaf, candidate);
  return fit.factor < FIT_MIN ? undefined : { candidate, fit, reason };
}

const FIT_MIN = 0.7;
