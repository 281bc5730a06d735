import type { Candidate } from './candidates';
import type { Leaf } from './leaves';
import { shapeOf } from './shapes';
import { HASH_WORDS, KINDS, MINOR_UNITS, OPPOSITES } from './vocabulary';
import { wordsOf } from './words';

/** What kind of thing a name and its values are, as far as they say so. */
export interface Kind {
  /** Such as `id`, `count` or `amount`. */
  noun: string | undefined;
  hashed: boolean;
  /** The last digits of a number, not all of it. */
  partial: boolean;
  /** In cents, not in whole units of a currency. */
  minorUnits: boolean;
  /** How its ids are written; undefined where a receiver takes the ids of any system. */
  ids: 'uuid' | 'number' | undefined;
  /** The words of its name and of its parents' names. */
  words: readonly string[];
}

const PARTIAL = /\blast (?:4|four|digit)/;
/** MD5, SHA-1 and SHA-256 in hexadecimal, and SHA-256 in base64. */
const HASH = /^(?:[\da-f]{32}|[\da-f]{40}|[\da-f]{64}|[A-Za-z\d+/]{43}=)$/i;

export function kindOfLeaf({ path, value, type }: Leaf): Kind {
  const names = path.filter((segment) => typeof segment === 'string');
  return kindOf(names, value === undefined ? [] : [value], type === 'number');
}

export function kindOfCandidate({ column, at, values, type }: Candidate): Kind {
  return kindOf([column.name, ...(at ?? '').split('/').slice(1)], [...values], type === 'number');
}

/** `names` are those of its parents and its own, which is the last one. */
function kindOf(names: readonly string[], values: readonly string[], isNumber: boolean): Kind {
  const name = names.at(-1) ?? '';
  const words = wordsOf(name);
  const all = (test: (value: string) => boolean) => values.length > 0 && values.every(test);
  const isCount = words[0] === 'number' && words.length > 1;
  const ids = all((value) => shapeOf(value) === 'uuid') ? 'uuid' : isNumber ? 'number' : undefined;
  return {
    noun: isCount ? 'count' : KINDS.get(words.at(-1) ?? ''),
    hashed: words.some((word) => HASH_WORDS.has(word)) || all((value) => HASH.test(value)),
    partial: PARTIAL.test(words.join(' ')),
    minorUnits: words.some((word) => MINOR_UNITS.has(word)),
    words: names.flatMap(wordsOf),
    ids: words.includes('external') ? undefined : ids,
  };
}

/** Whether two kinds may be the same thing under different names. */
export function kindsAgree(leaf: Kind, candidate: Kind): boolean {
  if (leaf.hashed !== candidate.hashed || leaf.partial !== candidate.partial) return false;
  if (leaf.minorUnits !== candidate.minorUnits) return false;
  if (leaf.ids !== undefined && candidate.ids !== undefined && leaf.ids !== candidate.ids) return false;
  if (OPPOSITES.some((sides) => areOpposite(sides, leaf.words, candidate.words))) return false;
  if (leaf.noun === 'text' && candidate.ids === 'number') return false;
  return leaf.noun === undefined || candidate.noun === undefined || leaf.noun === candidate.noun;
}

function areOpposite(sides: readonly ReadonlySet<string>[], a: readonly string[], b: readonly string[]) {
  const [sideOfA, sideOfB] = [sideOf(sides, a), sideOf(sides, b)];
  return sideOfA !== undefined && sideOfB !== undefined && sideOfA !== sideOfB;
}

/** The side that words are on; undefined if they are on none or on both. */
function sideOf(sides: readonly ReadonlySet<string>[], words: readonly string[]) {
  const found = sides.filter((side) => words.some((word) => side.has(word)));
  return found.length === 1 ? found[0] : undefined;
}
