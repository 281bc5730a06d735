import { NEAR_NAMES, SAME_NAMES } from './synonyms';
import { isEnglish, normalWords } from './words';
import { BARE, CONTAINERS, QUALIFIERS, ROLES } from './word-classes';

/** A word or a few that mean one thing, such as `zip code`. */
export interface Term {
  text: string;
  /** Groups of names that mean the same, and groups that often do. */
  same: readonly number[];
  near: readonly number[];
  /** Groups that often mean the same as one that it means. */
  far: readonly number[];
  /** How much of a name's meaning it carries, 0 to 1. */
  weight: number;
  container: boolean;
  /** So common that it proves nothing alone. */
  bare: boolean;
  role: boolean;
  /** Whether it is in the tables of words. */
  known: boolean;
  /** The first and the last of the words that it is made of. */
  from: number;
  to: number;
}

const PHRASE_WORDS_MAX = 4;
/** All ways to say that something is a point in time. */
const TIME_WORDS = new Set('at on date time datetime timestamp ts dt'.split(' '));
export const TIME = 'date';
/** Of names that a place's parts stand in: a city needs no address around it. */
export const PLACE_WEIGHT = 0.28;
const WEIGHTS: Record<string, number> = {
  [TIME]: 0.3,
  external: 0.1,
  address: PLACE_WEIGHT,
  location: PLACE_WEIGHT,
  id: 0.5,
  name: 0.5,
  number: 0.4,
  no: 0.4,
  code: 0.3,
  amount: 0.4,
  total: 0.5,
  count: 0.5,
  type: 0.6,
  by: 0.6,
  to: 0.5,
  from: 0.5,
};

const sameGroups = index(SAME_NAMES);
const nearGroups = index(NEAR_NAMES);
const farGroups = spread(SAME_NAMES);

/** The terms of a name: the longest phrases that mean something, then single words. `start` is the first word's position. */
export function termsOf(words: readonly string[], start = 0): Term[] {
  const terms: Term[] = [];
  for (let from = 0; from < words.length;) {
    let length = Math.min(PHRASE_WORDS_MAX, words.length - from);
    while (length > 1 && !isPhrase(words.slice(from, from + length))) length--;
    terms.push(newTerm(words.slice(from, from + length), start + from));
    from += length;
  }
  return terms;
}

/** Every word for itself. */
export function singleTermsOf(words: readonly string[], start = 0): Term[] {
  return words.map((word, at) => newTerm([word], start + at));
}

/** How alike two terms are in meaning, 0 to 1. */
export function likeness(a: Term, b: Term): number {
  if (a.text === b.text) return 1;
  if (share(a.same, b.same)) return 0.92;
  if (share(a.near, b.near)) return 0.75;
  return !a.role && !b.role && (share(a.far, b.near) || share(a.near, b.far)) ? 0.6 : 0;
}

/** How alike a term is to the most alike of others. `on` is called with each that is alike. */
export function bestLikeness(
  term: Term,
  others: readonly Term[],
  on?: (other: Term, likely: number) => void,
): number {
  let best = 0;
  for (const other of others) {
    const likely = likeness(term, other);
    if (likely > 0) on?.(other, likely);
    best = Math.max(best, likely);
  }
  return best;
}

/** How much of each column term the leaf's own terms account for, each of them for one. */
export function oneToOne(own: readonly Term[], columnTerms: readonly Term[]): ReadonlyMap<Term, number> {
  const pairs = own
    .flatMap((term) => columnTerms.map((other) => ({ term, other, likely: likeness(term, other) })))
    .filter(({ likely }) => likely > 0)
    .sort((a, b) => b.likely - a.likely);
  const found = new Map<Term, number>();
  const used = new Set<Term>();
  for (const { term, other, likely } of pairs) {
    if (used.has(term) || found.has(other)) continue;
    // That both are a point in time leaves open which: `timestamp` is also the `occurred` of `occurred_at`.
    if (term.text !== TIME || other.text !== TIME) used.add(term);
    found.set(other, likely);
  }
  return found;
}

/** Whether a term means what a word of the table means. */
export function means(term: Term, name: string): boolean {
  return share(term.same, sameGroups.get(name) ?? sameGroups.get(keyOf(name.split(' '))) ?? []);
}

function newTerm(words: readonly string[], from: number): Term {
  const key = keyOf(words);
  const [word = ''] = words;
  const single = words.length === 1;
  const text = single && TIME_WORDS.has(word) ? TIME : words.join(' ');
  const container = single && CONTAINERS.has(word);
  return {
    text,
    same: sameGroups.get(key) ?? [],
    near: nearGroups.get(key) ?? [],
    far: farGroups.get(key) ?? [],
    weight:
      WEIGHTS[text] ??
      (container ? 0.15 : single && QUALIFIERS.has(word) ? 0.25 : word.length === 1 && single ? 0.1 : 1),
    container,
    bare: text === TIME || (single && BARE.has(word)),
    role: single && ROLES.has(word),
    known:
      !single || isEnglish(word) || container || ROLES.has(word) || QUALIFIERS.has(word) || text in WEIGHTS,
    from,
    to: from + words.length - 1,
  };
}

function isPhrase(words: readonly string[]): boolean {
  const key = keyOf(words);
  return sameGroups.has(key) || nearGroups.has(key);
}

/** Words in any order: `name.first` is the first name. */
function keyOf(words: readonly string[]): string {
  return words.length === 1 ? (words[0] ?? '') : [...words].sort().join(' ');
}

function index(groups: readonly (readonly string[][])[]): ReadonlyMap<string, readonly number[]> {
  const found = new Map<string, number[]>();
  groups.forEach((names, group) => {
    for (const name of names) {
      const key = keyOf(normalWords(name));
      const list = found.get(key);
      if (list === undefined) found.set(key, [group]);
      else if (!list.includes(group)) list.push(group);
    }
  });
  return found;
}

/** The near groups of all names that mean the same as a name. */
function spread(groups: readonly (readonly string[][])[]): ReadonlyMap<string, readonly number[]> {
  const found = new Map<string, Set<number>>();
  for (const names of groups) {
    const keys = names.map((name) => keyOf(normalWords(name)));
    const near = keys.flatMap((key) => nearGroups.get(key) ?? []);
    for (const key of keys) found.set(key, new Set([...(found.get(key) ?? []), ...near]));
  }
  return new Map([...found].map(([key, near]) => [key, [...near]]));
}

function share(a: readonly number[], b: readonly number[]): boolean {
  return a.some((group) => b.includes(group));
}
