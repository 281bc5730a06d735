import type { RelationName } from '@rowhook/contracts';
import type { FieldValue } from '../../mapping/model';
import { assign, haveSameValue, type Assigned, type Pair } from './assign';
import type { Candidate } from './candidates';
import { envelopeDepth, envelopeOf, prefixWeights } from './context';
import { fitOf } from './fit';
import { kindOfCandidate, kindOfLeaf, kindsAgree } from './kinds';
import type { Leaf } from './leaves';
import { looseReadings, pathInContext, readingsOf, relationTerms } from './readings';
import { scoreOf } from './score';
import { NAMED_SHAPES, namesShape, shapeOf, type Shape } from './shapes';
import { templateFor } from './templates';
import { bestSimilarity, type Term } from './terms';
import { wordsOf } from './words';

/** Where a leaf's value comes from. */
export type Source = Extract<FieldValue, { kind: 'column' | 'template' }>;

export interface Proposal {
  source: Source;
  /** Why, in a few words. */
  reason: string;
  /** The path of another leaf that takes the same. */
  shared?: string;
  /** Whether names or values prove it. What is not sure is shown and not ticked. */
  sure: boolean;
}

export interface LeafMatch {
  leaf: Leaf;
  /** Undefined: nothing fits well enough. */
  proposal?: Proposal;
  /** The columns that come closest, best first. */
  near: Source[];
}

/** A pair that scores less is never shown. */
const NEAR_MIN = 0.3;
const NEAR_SHOWN = 5;

/**
 * Finds for each leaf of a sample payload what to fill it from, by name, type and values. Each column is for one leaf, unless two leaves are
 * called the same. A leaf that nothing fits has no proposal; where two columns fit alike it is not sure.
 */
export function matchSample(
  leaves: readonly Leaf[],
  candidates: readonly Candidate[],
  relation: RelationName,
): LeafMatch[] {
  const ofRelation = relationTerms(relation);
  const table = {
    relation: (term: Term) => bestSimilarity(term, ofRelation),
    prefixWeight: prefixWeights(candidates),
  };
  const envelope = envelopeOf(leaves);
  const kinds = new Map(candidates.map((candidate) => [candidate, kindOfCandidate(candidate)]));
  const readings = new Map(
    leaves.map((leaf) => [leaf, readingsOf(pathInContext(leaf, leaves), envelopeDepth(leaf, envelope))]),
  );
  const pairs = leaves.flatMap((leaf) => {
    const kind = kindOfLeaf(leaf);
    const shape = leaf.value === undefined ? undefined : shapeOf(leaf.value);
    const ways = (readings.get(leaf) ?? []).flatMap((reading) => looseReadings(reading, shape));
    return candidates.flatMap((candidate): Pair[] => {
      if (isEntry(candidate) && !leaf.path.some((segment) => typeof segment === 'number')) return [];
      if (!kindsAgree(kind, kinds.get(candidate) ?? kind)) return [];
      const fit = fitOf(leaf, candidate);
      if (fit.factor === 0) return [];
      const score = scoreOf(leaf, ways, candidate, fit, table);
      return score.score < NEAR_MIN ? [] : [{ leaf, candidate, fit, score }];
    });
  });
  pairs.sort((a, b) => b.score.score - a.score.score);
  const assigned = assign(pairs);
  return leaves.map((leaf) => {
    const near = pairs.filter((pair) => pair.leaf === leaf).slice(0, NEAR_SHOWN);
    const proposal = templateProposal(leaf) ?? columnProposal(assigned.get(leaf)) ?? shapeProposal(leaf);
    return { leaf, ...(proposal === undefined ? {} : { proposal }), near: near.map(sourceOf) };
  });

  function templateProposal(leaf: Leaf): Proposal | undefined {
    const [reading] = readings.get(leaf) ?? [];
    if (reading === undefined) return undefined;
    const found = templateFor(leaf, reading, leaves, candidates, ofRelation);
    // A column may hold the whole name, but a street without its number is no whole.
    if (found === undefined || (found.isName && assigned.get(leaf)?.sure === true)) return undefined;
    return { source: { kind: 'template', template: found.template }, reason: found.reason, sure: false };
  }

  /** Proposes a column that alone has the shape of the example, whatever it is called. */
  function shapeProposal(leaf: Leaf): Proposal | undefined {
    const shape = leaf.value === undefined ? undefined : shapeOf(leaf.value);
    const [, reason] = (shape && NAMED_SHAPES[shape]) ?? [];
    const alike = candidates.filter((candidate) => candidate.shape === shape);
    const [candidate] = alike;
    if (reason === undefined || candidate === undefined || alike.length > 1 || !isCalled(leaf, shape))
      return undefined;
    const holder = [...assigned.values()].find(({ pair }) => pair.candidate === candidate)?.pair.leaf;
    if (holder !== undefined && !haveSameValue(leaf, holder)) return undefined;
    return {
      source: sourceOf({ candidate, fit: fitOf(leaf, candidate) }),
      reason: `the only column that ${reason}`,
      ...(holder === undefined ? {} : { shared: holder.to }),
      sure: false,
    };
  }

  /** Whether a shape says what a value is, whatever it is called, or the leaf is called so. */
  function isCalled(leaf: Leaf, shape: Shape | undefined): boolean {
    if (shape === 'email' || shape === 'phone' || shape === 'url') return true;
    const terms = (readings.get(leaf) ?? []).flatMap(({ own, around }) => [...around, ...own]);
    return terms.some((term) => namesShape(term, shape));
  }
}

function columnProposal(found: Assigned | undefined): Proposal | undefined {
  if (found === undefined) return undefined;
  const { pair, sharedWith, sure } = found;
  return {
    source: sourceOf(pair),
    reason: reasonOf(pair),
    ...(sharedWith === undefined ? {} : { shared: sharedWith.to }),
    sure,
  };
}

function sourceOf({ candidate: { column, at }, fit: { as } }: Pick<Pair, 'candidate' | 'fit'>): Source {
  return {
    kind: 'column',
    column: column.name,
    ...(at === undefined ? {} : { at }),
    ...(as === undefined ? {} : { as }),
  };
}

/** Whether a candidate is inside of one entry of a list: the others would be left out. */
function isEntry({ at }: Candidate): boolean {
  return at !== undefined && /\/\d+(?:\/|$)/.test(at);
}

/** Why a candidate is proposed for a leaf, in a few words. */
function reasonOf({ leaf, candidate, score: { pair, sameValue, sameShape } }: Pair): string {
  const names = leaf.path.filter((segment) => typeof segment === 'string');
  const all = names.flatMap(wordsOf).join(' ');
  const own = wordsOf(names.at(-1) ?? '').join(' ');
  const column = wordsOf(candidate.at?.split('/').at(-1) ?? candidate.column.name).join(' ');
  const reasons: string[] = [];
  if (own === column) reasons.push('same name');
  else if (column.endsWith(own) && all.endsWith(column)) reasons.push('same name with its parent');
  else if (pair !== undefined) {
    const [one, other] = pair;
    reasons.push(one.text === other.text ? `both ${one.text}` : `${one.text} ≈ ${other.text}`);
  }
  if (sameValue) reasons.push('same value');
  else if (sameShape !== undefined) reasons.push(NAMED_SHAPES[sameShape]?.[1] ?? '');
  return reasons.join(', ');
}
