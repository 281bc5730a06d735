import type { FieldPath } from '@rowhook/contracts';
import type { Candidate } from './candidates';
import type { Leaf } from './leaves';
import type { Term } from './terms';

/** A key that holds nearly everything is no part of any one name. */
const ENVELOPE_SHARE = 0.55;

/** The keys that only wrap the payload, as in `{"data": {"attributes": …}}`. */
export function envelopeOf(leaves: readonly Leaf[]): FieldPath {
  const counts = new Map<string, number>();
  for (const { path } of leaves) {
    for (let depth = 1; depth < path.length; depth++) {
      const key = JSON.stringify(path.slice(0, depth));
      counts.set(key, (counts.get(key) ?? 0) + 1);
    }
  }
  return [...counts]
    .filter(([, count]) => count >= leaves.length * ENVELOPE_SHARE)
    .map(([key]) => JSON.parse(key) as FieldPath)
    .reduce((longest, path) => (path.length > longest.length ? path : longest), []);
}

/** How many segments of a leaf's path belong to the envelope. */
export function envelopeDepth({ path }: Leaf, envelope: FieldPath): number {
  const end = envelope.findIndex((segment, position) => segment !== path[position]);
  return Math.min(end === -1 ? envelope.length : end, path.length - 1);
}

/** So many columns that begin with one word, such as the `cust` of `cust_city`, say little by it. */
const PREFIX_MIN = 3;
const PREFIX_FACTOR = 0.3;

/** How much a column's term tells it from other columns, 0 to 1. */
export function prefixWeights(candidates: readonly Candidate[]): (term: Term) => number {
  const counts = new Map<string, number>();
  for (const { at, readings } of candidates) {
    const names = at === undefined ? readings.filter(({ own }) => own.length > 1) : [];
    for (const text of new Set(names.map(({ own: [first] }) => first?.text ?? '')))
      counts.set(text, (counts.get(text) ?? 0) + 1);
  }
  return ({ text, from }) => (from === 0 && (counts.get(text) ?? 0) >= PREFIX_MIN ? PREFIX_FACTOR : 1);
}
