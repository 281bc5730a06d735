import type { Cast, FieldPath, RelationName } from '@rowhook/contracts';
import { assign, type Pair } from './assign';
import { looseReadings, readingsOf, relationTerms, type Candidate } from './candidates';
import { fitOf } from './fit';
import type { Leaf } from './sample-text';
import { relationLikeness, scoreOf, type Score } from './score';
import type { Shape } from './shapes';
import type { Term } from './terms';
import { wordsOf } from './words';

/** Where a leaf's value comes from. */
export interface ColumnSource {
  column: string;
  at?: string;
  as?: Cast;
}

export interface Proposal {
  source: ColumnSource;
  /** Why, in a few words. */
  reason: string;
  /** The path of another leaf that takes the same. */
  shared?: string;
}

export interface LeafMatch {
  leaf: Leaf;
  /** Undefined: nothing fits well enough. */
  proposal?: Proposal;
  /** What comes closest, best first: the proposal too. */
  near: ColumnSource[];
}

/** A pair that scores less is never shown as likely. */
const NEAR_MIN = 0.3;
const NEAR_SHOWN = 5;

/**
 * Finds for each leaf of a sample payload the column to fill it from, by name, type and values, each column for one leaf unless
 * two leaves are called the same. Where nothing fits well, or two columns fit alike, there is no proposal.
 */
export function matchSample(
  leaves: readonly Leaf[],
  candidates: readonly Candidate[],
  relation: RelationName,
): LeafMatch[] {
  const likeRelation = relationLikeness(relationTerms(relation));
  const commonness = commonnessOf(candidates);
  const envelope = envelopeOf(leaves);
  const pairs: Pair[] = [];
  leaves.forEach((leaf, leafIndex) => {
    const readings = readingsOf(leaf.path, wrapping(leaf, envelope)).flatMap(looseReadings);
    candidates.forEach((candidate, candidateIndex) => {
      if (isEntry(candidate) && !leaf.path.some((segment) => typeof segment === 'number')) return;
      const fit = fitOf(leaf, candidate);
      if (fit.factor === 0) return;
      const score = scoreOf(leaf, readings, candidate, fit, likeRelation, commonness);
      if (score.score >= NEAR_MIN) pairs.push({ leaf: leafIndex, candidate: candidateIndex, fit, score });
    });
  });
  pairs.sort((a, b) => b.score.score - a.score.score || a.leaf - b.leaf || a.candidate - b.candidate);
  const byLeaf = new Map<number, Pair[]>();
  for (const pair of pairs) {
    const list = byLeaf.get(pair.leaf);
    if (list === undefined) byLeaf.set(pair.leaf, [pair]);
    else list.push(pair);
  }
  const assigned = assign(pairs, byLeaf, leaves);
  return leaves.map((leaf, index) => {
    const source = ({ candidate, fit }: Pair): ColumnSource => {
      const { column, at } = candidates[candidate] ?? {};
      return {
        column: column?.name ?? '',
        ...(at === undefined ? {} : { at }),
        ...(fit.as === undefined ? {} : { as: fit.as }),
      };
    };
    const near = (byLeaf.get(index) ?? []).slice(0, NEAR_SHOWN);
    const found = assigned.get(index);
    const candidate = found === undefined ? undefined : candidates[found.pair.candidate];
    if (found === undefined || candidate === undefined)
      return {
        leaf,
        near: near.map(source),
      };
    const shared = found.sharedWith === undefined ? undefined : leaves[found.sharedWith]?.to;
    const proposal: Proposal = {
      source: source(found.pair),
      reason: reasonOf(leaf, candidate, found.pair.score),
      ...(shared === undefined ? {} : { shared }),
    };
    return {
      leaf,
      proposal,
      near: near.map(source),
    };
  });
}

/** Whether a candidate is inside of one entry of a list: the others would be left out. */
function isEntry({ at }: Candidate): boolean {
  return at !== undefined && /\/\d+(?:\/|$)/.test(at);
}

/** A key that holds nearly everything is no part of any one name. */
const ENVELOPE_SHARE = 0.55;

/** The keys that only wrap the payload, as in `{"data": {"attributes": …}}`. */
function envelopeOf(leaves: readonly Leaf[]): FieldPath {
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
function wrapping({ path }: Leaf, envelope: FieldPath): number {
  const end = envelope.findIndex((segment, position) => segment !== path[position]);
  return Math.min(end === -1 ? envelope.length : end, path.length - 1);
}

/** A word that many columns carry, such as the `cust` of `cust_city`, says little; of those that they begin with, a few are many. */
const COMMON_SHARE = 0.4;
const COMMON_MIN = 4;
const PREFIX_MIN = 3;

function commonnessOf(candidates: readonly Candidate[]): (term: Term) => number {
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

const SHAPE_WORDS: Partial<Record<Shape, string>> = {
  email: 'looks like e-mail',
  url: 'looks like a URL',
  phone: 'looks like a phone number',
  timezone: 'looks like a time zone',
  ip: 'looks like an IP address',
  'currency code': 'looks like a currency code',
  'country code': 'looks like a country code',
};

/** Why a candidate is proposed for a leaf, in a few words. */
function reasonOf(leaf: Leaf, candidate: Candidate, { pair, sameValue, sameShape }: Score): string {
  const reasons: string[] = [];
  const names = leaf.path.filter((segment) => typeof segment === 'string');
  const all = names.flatMap(wordsOf).join(' ');
  const own = wordsOf(names.at(-1) ?? '').join(' ');
  const column = wordsOf(candidate.at?.split('/').at(-1) ?? candidate.column.name).join(' ');
  if (own === column) reasons.push('same name');
  else if (column.endsWith(own) && all.endsWith(column)) reasons.push('same name with its parent');
  else if (pair !== undefined && pair[0].text !== pair[1].text) {
    reasons.push(`${pair[0].text} ≈ ${pair[1].text}`);
  } else if (pair !== undefined) reasons.push(`both ${pair[0].text}`);
  if (sameValue) reasons.push('same value');
  else if (sameShape !== undefined) reasons.push(SHAPE_WORDS[sameShape] ?? `looks like ${sameShape}`);
  return reasons.join(', ');
}
