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
  const enough = leaves.length * ENVELOPE_SHARE;
  const wrappers = [...counts]
    .filter(([, count]) => count >= enough)
    .map(([key]) => JSON.parse(key) as FieldPath);
  return wrappers.reduce((longest, path) => (path.length > longest.length ? path : longest), []);
}

/** How many segments of a leaf's path belong to the envelope. */
export function wrapping({ path }: Leaf, envelope: FieldPath): number {
  const end = envelope.findIndex((segment, position) => segment !== path[position]);
  return Math.min(end === -1 ? envelope.length : end, path.length - 1);
}

/** A word that many columns carry, such as the `cust` of `cust_city`, says little; of those that they begin with, a few are many. */
const COMMON_SHARE = 0.4;
const COMMON_MIN = 4;
const PREFIX_MIN = 3;

export function commonnessOf(candidates: readonly Candidate[]): (term: Term) => number {
  const columns = candidates.filter(({ at }) => at === undefined);
  const counts = countsOf(columns.map(({ readings }) => readings.flatMap(({ own }) => own)));
  const prefixes = countsOf(
    columns.map(({ readings }) => readings.flatMap(({ own }) => (own.length > 1 ? own.slice(0, 1) : []))),
  );
  const common = Math.max(COMMON_MIN, columns.length * COMMON_SHARE);
  return ({ text, from }) => {
    if ((counts.get(text) ?? 0) >= common) return 0.3;
    return from === 0 && (prefixes.get(text) ?? 0) >= PREFIX_MIN ? 0.3 : 1;
  };
}

/** In how many of the names a term stands. */
function countsOf(names: readonly (readonly Term[])[]): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const name of names) {
    for (const text of new Set(name.map(({ text }) => text))) counts.set(text, (counts.get(text) ?? 0) + 1);
  }
  return counts;
}
