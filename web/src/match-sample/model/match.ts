import type { FieldPath, RelationName } from '@rowhook/contracts';
import type { FieldValue } from '../../mapping/model';
import { assign, type Pair } from './assign';
import type { Candidate } from './candidates';
import { fallbacks } from './fallback';
import { fitOf, kindOfCandidate, kindOfLeaf, kindsAgree } from './fit';
import type { Leaf } from './leaves';
import {
  isAboutValue,
  looseReadings,
  meaningOfLeaf,
  namedPath,
  readingsOf,
  relationTerms,
  type Reading,
} from './readings';
import { scoreOf, type Score } from './score';
import { NAMED_SHAPES, isShort, shapeOf } from './shapes';
import { templateFor } from './templates';
import { bestSimilarity, type Term } from './terms';
import { wordsOf } from './words';

/** The value that is proposed for a leaf. */
export type ProposedValue = Extract<FieldValue, { kind: 'column' | 'template' }>;

export interface Proposal {
  value: ProposedValue;
  /** Why, in a few words. */
  reason: string;
  /** The path of another leaf that takes the same. */
  shared?: string;
  /** Whether names or values prove it. What is not sure is shown and not ticked. */
  sure: boolean;
}

export interface LeafMatch {
  /** A list of texts may be replaced by its first item. */
  leaf: Leaf;
  /** Undefined: nothing fits well enough. */
  proposal?: Proposal;
  /** The columns that come closest, best first. */
  near: ProposedValue[];
}

/** A pair that scores less is never shown. */
const NEAR_MIN = 0.3;
const NEAR_SHOWN = 5;

/**
 * Finds for each leaf of an example payload what to fill it from, by name, type and values. A column that another leaf takes is only suggested,
 * unless both are called the same or repeat one value. Leaves that no name matches may get the only column of their kind. A list or an
 * item whose path is in `filled` is not replaced by the other. A query has no `relation`.
 */
export function matchSample(
  leaves: readonly Leaf[],
  candidates: readonly Candidate[],
  relation: RelationName | undefined,
  filled: ReadonlySet<string> = new Set(),
): LeafMatch[] {
  const ofRelation = relation === undefined ? [] : relationTerms(relation);
  const table = {
    relation: (term: Term) => bestSimilarity(term, ofRelation),
    prefixWeight: prefixWeights(candidates),
  };
  const envelope = envelopeOf(leaves);
  const columns = candidates.map((candidate) => ({ candidate, columnKind: kindOfCandidate(candidate) }));
  const all = leaves.flatMap((leaf) => (leaf.entry === undefined ? [leaf] : [leaf, leaf.entry]));
  const meanings = new Map(all.map((leaf) => [leaf, meaningOfLeaf(leaf, leaves)]));
  const readings = new Map(all.map((leaf) => [leaf, readingsOfLeaf(leaf)]));
  // The names as normalized words.
  const names = {
    leaves: new Set(leaves.map((leaf) => kindOfLeaf(leaf).name)),
    columns: new Set(
      columns.flatMap(({ candidate, columnKind }) => (candidate.at === undefined ? columnKind.name : [])),
    ),
  };
  const places = new Map(leaves.map((leaf) => [leaf, placeOf(leaf)]));
  const pairs = [...places.values()].flatMap(pairsOf);
  pairs.sort((a, b) => b.score.score - a.score.score);
  const aboutValue = new Set(leaves.filter((leaf) => isAboutValue(leaf, leaves)));
  const assigned = assign(pairs.filter(({ leaf }) => !aboutValue.has(leaf)));
  const proposals = new Map<Leaf, Proposal>();
  const open: Leaf[] = [];
  for (const leaf of places.values()) {
    if (aboutValue.has(leaf)) continue;
    const proposal = templateProposal(leaf) ?? assignedProposal(leaf);
    if (proposal === undefined) open.push(leaf);
    else proposals.set(leaf, proposal);
  }
  for (const [leaf, fallback] of fallbacks(open, candidates, assigned, readings, ofRelation))
    proposals.set(leaf, columnProposal(fallback, fallback.reason, false, fallback.sharedWith));
  return [...places].map(([leaf, place]) => {
    const proposal = proposals.get(place);
    if (proposal === undefined && place !== leaf && !filled.has(place.to)) return { leaf, near: [] };
    const near = pairs.filter((pair) => pair.leaf === place).slice(0, NEAR_SHOWN);
    return { leaf: place, ...(proposal === undefined ? {} : { proposal }), near: near.map(valueFor) };
  });

  function readingsOfLeaf(leaf: Leaf): Reading[] {
    const path = namedPath(leaf, leaves);
    const meaning = meanings.get(leaf);
    return readingsOf(meaning === undefined ? path : path.with(-1, meaning), envelopeDepth(leaf, envelope));
  }

  /** If no column has lists, a list of texts is filled by its first item. */
  function placeOf(leaf: Leaf): Leaf {
    const { entry } = leaf;
    if (entry === undefined || filled.has(leaf.to)) return leaf;
    return filled.has(entry.to) || pairsOf(leaf).length === 0 ? entry : leaf;
  }

  function pairsOf(leaf: Leaf): Pair[] {
    const kind = kindOfLeaf(leaf);
    const shape = leaf.value === undefined ? undefined : shapeOf(leaf.value);
    const leafMeaning = meanings.get(leaf);
    const ways = (readings.get(leaf) ?? []).flatMap((reading) => looseReadings(reading, shape));
    return columns.flatMap(({ candidate, columnKind }): Pair[] => {
      if (isEntry(candidate) && !leaf.path.some((segment) => typeof segment === 'number')) return [];
      if (!kindsAgree(kind, columnKind)) return [];
      const sameName = kind.name === columnKind.name;
      const fit = fitOf(leaf, candidate, sameName);
      if (fit.factor === 0) return [];
      // A leaf of the same name asks for the name itself, not for its meaning.
      const byName = sameName && leafMeaning === undefined;
      const meaning = byName ? undefined : (candidate.meaning ?? leafMeaning);
      const found = scoreOf(leaf, ways, byName ? readByName(candidate) : candidate, fit, table);
      // A guess: a leaf or column has the literal name, or the meaning of the column is ignored or has no values to support it.
      const leafHasColumnName =
        candidate.meaning !== undefined && !sameName && names.leaves.has(columnKind.name);
      const columnHasLeafName = leafMeaning !== undefined && !sameName && names.columns.has(kind.name);
      const isUnproven = candidate.meaning !== undefined && (byName || candidate.values.size === 0);
      const isGuess = leafHasColumnName || columnHasLeafName || isUnproven;
      const score = isGuess ? asGuess(leaf, found, leafHasColumnName ? GUESS_FACTOR : 1) : found;
      return score.score < NEAR_MIN ? [] : [{ leaf, candidate, fit, score, meaning }];
    });
  }

  function templateProposal(leaf: Leaf): Proposal | undefined {
    const [reading] = readings.get(leaf) ?? [];
    if (reading === undefined) return undefined;
    const found = templateFor(leaf, reading, leaves, candidates);
    // A column may hold the whole name, but a street without its number is no whole.
    if (found === undefined || (found.isName && assigned.get(leaf)?.sure === true)) return undefined;
    return { value: { kind: 'template', template: found.template }, reason: found.reason, sure: false };
  }

  function assignedProposal(leaf: Leaf): Proposal | undefined {
    const found = assigned.get(leaf);
    return found && columnProposal(found.pair, reasonOf(found.pair), found.sure, found.sharedWith);
  }
}

/** For the meaning of a column if a leaf has its literal name. */
const GUESS_FACTOR = 0.8;

/** Multiplies a score. It is sure only if the values are equal and not short. */
function asGuess({ value }: Leaf, score: Score, factor: number): Score {
  return { ...score, score: score.score * factor, sure: score.sameValue && !isShort(value) };
}

/** The candidate with the readings of its literal name. */
function readByName(candidate: Candidate): Candidate {
  if (candidate.meaning === undefined) return candidate;
  return { ...candidate, readings: readingsOf([candidate.column.name]) };
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
  return [...counts]
    .filter(([, count]) => count >= leaves.length * ENVELOPE_SHARE)
    .map(([key]) => JSON.parse(key) as FieldPath)
    .reduce((longest, path) => (path.length > longest.length ? path : longest), []);
}

/** How many segments of a leaf's path belong to the envelope. */
function envelopeDepth({ path }: Leaf, envelope: FieldPath): number {
  const end = envelope.findIndex((segment, position) => segment !== path[position]);
  return Math.min(end === -1 ? envelope.length : end, path.length - 1);
}

/** A first word that this many columns share, such as the `cust` of `cust_city`, says little. */
const PREFIX_MIN = 3;
const PREFIX_FACTOR = 0.3;

/** How much a column's term tells it from other columns, 0 to 1. */
function prefixWeights(candidates: readonly Candidate[]): (term: Term) => number {
  const counts = new Map<string, number>();
  for (const { at, readings } of candidates) {
    const names = at === undefined ? readings.filter(({ own }) => own.length > 1) : [];
    for (const text of new Set(names.map(({ own: [first] }) => first?.text ?? '')))
      counts.set(text, (counts.get(text) ?? 0) + 1);
  }
  return ({ text, from }) => (from === 0 && (counts.get(text) ?? 0) >= PREFIX_MIN ? PREFIX_FACTOR : 1);
}

function columnProposal(
  from: Pick<Pair, 'candidate' | 'fit'>,
  reason: string,
  sure: boolean,
  sharedWith: Leaf | undefined,
): Proposal {
  return {
    value: valueFor(from),
    reason,
    ...(sharedWith === undefined ? {} : { shared: sharedWith.to }),
    sure,
  };
}

function valueFor({
  candidate: { column, at },
  fit: { factor, ...conversion },
}: Pick<Pair, 'candidate' | 'fit'>): ProposedValue {
  return {
    kind: 'column',
    column: column.name,
    ...(at === undefined ? {} : { at }),
    ...conversion,
  };
}

/** Whether a candidate is inside of one entry of a list: the others would be left out. */
function isEntry({ at }: Candidate): boolean {
  return at !== undefined && /\/\d+(?:\/|$)/.test(at);
}

/** Why a candidate is proposed for a leaf, in a few words. */
function reasonOf({ leaf, candidate, meaning, score: { pair, sameValue, sameShape } }: Pair): string {
  const names = leaf.path.filter((segment) => typeof segment === 'string');
  const all = names.flatMap(wordsOf).join(' ');
  const own = wordsOf(names.at(-1) ?? '').join(' ');
  const column = wordsOf(candidate.at?.split('/').at(-1) ?? candidate.column.name).join(' ');
  const reasons: string[] = [];
  if (own === column) reasons.push('same name');
  else if (column.endsWith(own) && all.endsWith(column)) reasons.push('same name with its parent');
  else if (meaning !== undefined)
    reasons.push(`${meaning === candidate.meaning ? column : own} read as ${meaning}`);
  else if (pair !== undefined) {
    const [one, other] = pair;
    reasons.push(one.text === other.text ? `both ${one.text}` : `${one.text} ≈ ${other.text}`);
  }
  if (sameValue) reasons.push('same value');
  else if (sameShape !== undefined) reasons.push(NAMED_SHAPES[sameShape]?.[1] ?? '');
  return reasons.join(', ');
}
