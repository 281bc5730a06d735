import type { Candidate } from './candidates';
import type { Leaf } from './leaves';
import { shapeOf } from './shapes';
import { wordsOf } from './words';

/** What kind of thing a name and its values are, as far as they say so. */
export interface Kind {
  noun: string | undefined;
  hashed: boolean;
  /** In cents, not in whole units of a currency. */
  minorUnits: boolean;
  /** How its ids are written; undefined where a receiver takes the ids of any system. */
  ids: 'uuid' | 'number' | undefined;
  /** The words of its name and of those around it. */
  words: readonly string[];
}

/** The last word of a name says what it is: `order_id` is an id, `order_count` a count. */
const NOUNS: Record<string, string> = {
  id: 'id',
  uuid: 'id',
  guid: 'id',
  name: 'name',
  count: 'count',
  quantity: 'count',
  email: 'email',
  phone: 'phone',
  mobile: 'phone',
  url: 'url',
  link: 'url',
  amount: 'amount',
  total: 'amount',
  price: 'amount',
  revenue: 'amount',
  date: 'date',
  at: 'date',
  note: 'text',
  comment: 'text',
  description: 'text',
  message: 'text',
};

type Sides = readonly ReadonlySet<string>[];

/** Words that say the opposite of each other: what is sent from somewhere is not what is sent there. */
const OPPOSITES: readonly Sides[] = [
  ['work business office', 'home private personal'],
  ['from sender origin return', 'to recipient shipping ship delivery destination'],
].map((sides) => sides.map((words) => new Set(words.split(' '))));

/** A total of what is in the plural: `total_orders`, but not `order_total`. */
const COUNT = /^total[\W_]?\w*s$/i;
const MINOR_UNITS = new Set(
  'cent minor penny pence centavos centimos centime rappen ore grosz kopeck paisa'.split(' '),
);
const HASH_WORDS = new Set('hash hashed sha md encrypted checksum digest'.split(' '));
/** MD5, SHA-1 and SHA-256 in hexadecimal, and SHA-256 in base64. */
const HASH = /^(?:[\da-f]{32}|[\da-f]{40}|[\da-f]{64}|[A-Za-z\d+/]{43}=)$/i;

export function kindOfLeaf({ path, value, type }: Leaf): Kind {
  const names = path.filter((segment) => typeof segment === 'string');
  return kindOf(names, value === undefined ? [] : [value], type === 'number');
}

export function kindOfCandidate({ column, at, values, type }: Candidate): Kind {
  return kindOf([column.name, ...(at ?? '').split('/').slice(1)], [...values], type === 'number');
}

/** `names` are those around it and its own, which is the last one. */
function kindOf(names: readonly string[], values: readonly string[], isNumber: boolean): Kind {
  const name = names.at(-1) ?? '';
  const words = wordsOf(name);
  const last = NOUNS[words.at(-1) ?? ''];
  const isUuid = values.length > 0 && values.every((each) => shapeOf(each) === 'uuid');
  return {
    noun: COUNT.test(name) || (words[0] === 'number' && words.length > 1) ? 'count' : last,
    hashed:
      words.some((word) => HASH_WORDS.has(word)) ||
      (values.length > 0 && values.every((each) => HASH.test(each))),
    minorUnits: words.some((word) => MINOR_UNITS.has(word)),
    words: names.flatMap(wordsOf),
    ids: words.includes('external') ? undefined : isUuid ? 'uuid' : isNumber ? 'number' : undefined,
  };
}

/** Whether two kinds may be the same thing under different names. */
export function kindsAgree(leaf: Kind, candidate: Kind): boolean {
  if (leaf.hashed !== candidate.hashed || leaf.minorUnits !== candidate.minorUnits) return false;
  if (leaf.ids !== undefined && candidate.ids !== undefined && leaf.ids !== candidate.ids) return false;
  if (OPPOSITES.some((sides) => isOpposite(sides, leaf.words, candidate.words))) return false;
  if (leaf.noun === 'text' && candidate.ids === 'number') return false;
  return leaf.noun === undefined || candidate.noun === undefined || leaf.noun === candidate.noun;
}

function isOpposite(sides: Sides, a: readonly string[], b: readonly string[]): boolean {
  const [ours, theirs] = [sideOf(sides, a), sideOf(sides, b)];
  return ours !== undefined && theirs !== undefined && ours !== theirs;
}

/** The side that words are on; undefined if they are on none or on both. */
function sideOf(sides: Sides, words: readonly string[]): number | undefined {
  const found = sides.flatMap((side, index) => (words.some((word) => side.has(word)) ? [index] : []));
  return found.length === 1 ? found[0] : undefined;
}
