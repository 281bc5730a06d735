import {
  CONTAINERS,
  GENERIC_WORDS,
  NEAR_NAMES,
  QUALIFIERS,
  ROLES,
  SAME_NAMES,
  isEnglish,
  normalWords,
} from './words';

/** A word, or a few that mean one thing, such as `zip code`. */
export interface Term {
  text: string;
  /** The groups of names that mean the same, and of those that often do. */
  same: readonly number[];
  near: readonly number[];
  /** The near groups of the names that mean the same. */
  far: readonly number[];
  /** How much of a name's meaning it carries, 0 to 1. */
  weight: number;
  container: boolean;
  /** So common that it proves nothing alone. */
  generic: boolean;
  role: boolean;
  /** Whether it is in the vocabulary. */
  known: boolean;
  /** The positions of its first and its last word. */
  from: number;
  to: number;
}

const PHRASE_WORDS_MAX = 4;
const ABBREVIATION_MIN = 3;
/** All ways to say that something is a point in time. */
const TIME_WORDS = new Set('at on date time datetime timestamp ts dt'.split(' '));
export const TIME = 'date';
/** Of names that a place's parts stand in: a city needs no address around it. */
export const PLACE_WEIGHT = 0.28;
const WEIGHTS: Record<string, number> = {
  [TIME]: 0.3,
  address: PLACE_WEIGHT,
  location: PLACE_WEIGHT,
  code: 0.3,
  number: 0.4,
  id: 0.5,
  name: 0.5,
  to: 0.5,
  from: 0.5,
};

const sameGroups = groupsByName(SAME_NAMES, (group) => [group]);
const nearGroups = groupsByName(NEAR_NAMES, (group) => [group]);
const farGroups = groupsByName(SAME_NAMES, (group) =>
  (SAME_NAMES[group] ?? []).flatMap((name) => nearGroups.get(keyOf(normalWords(name))) ?? []),
);

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

export function singleTermsOf(words: readonly string[], start = 0): Term[] {
  return words.map((word, index) => newTerm([word], start + index));
}

/** How similar two terms are in meaning, 0 to 1. */
export function similarity(a: Term, b: Term): number {
  if (a.text === b.text) return 1;
  if (overlap(a.same, b.same)) return 0.92;
  if (overlap(a.near, b.near)) return 0.75;
  if (!a.role && !b.role && (overlap(a.far, b.near) || overlap(a.near, b.far))) return 0.6;
  return abbreviates(a, b) || abbreviates(b, a) ? 0.7 : 0;
}

/** Whether a word that is not in the vocabulary is another one without its vowels, or its beginning: `asst` or `asset`, `compl` or `complement`. */
function abbreviates(short: Term, long: Term): boolean {
  const { text, known, container } = short;
  if (known || container || text.length < ABBREVIATION_MIN || text.length >= long.text.length) return false;
  if (long.text.startsWith(text)) return true;
  if (text[0] !== long.text[0] || /\d|(?!^)[aeiou]/.test(text)) return false;
  let found = 0;
  for (const letter of long.text) if (letter === text[found]) found++;
  return found === text.length;
}

export function bestSimilarity(term: Term, others: readonly Term[]): number {
  return Math.max(0, ...others.map((other) => similarity(term, other)));
}

/** The two terms that are the most similar, by the weight of the first. */
export function bestPair(own: readonly Term[], others: readonly Term[]): readonly [Term, Term] | undefined {
  let [best, found]: [number, readonly [Term, Term] | undefined] = [0, undefined];
  for (const term of own) {
    for (const other of others) {
      const similar = similarity(term, other) * term.weight;
      if (similar > best) [best, found] = [similar, [term, other]];
    }
  }
  return found;
}

/** How well each column term is matched by the leaf's own terms, where each of those matches one at most. */
export function oneToOne(own: readonly Term[], columnTerms: readonly Term[]): ReadonlyMap<Term, number> {
  const pairs = own
    .flatMap((term) => columnTerms.map((other) => ({ term, other, similar: similarity(term, other) })))
    .filter(({ similar }) => similar > 0)
    .sort((a, b) => b.similar - a.similar);
  const found = new Map<Term, number>();
  const used = new Set<Term>();
  for (const { term, other, similar } of pairs) {
    if (used.has(term) || found.has(other)) continue;
    // That both are a point in time leaves open which: `timestamp` is also the `occurred` of `occurred_at`.
    if (term.text !== TIME || other.text !== TIME) used.add(term);
    found.set(other, similar);
  }
  return found;
}

/** Whether a term means the same as a name of the vocabulary. */
export function means(term: Term, name: string): boolean {
  return overlap(term.same, sameGroups.get(keyOf(name.split(' '))) ?? []);
}

function newTerm(words: readonly string[], from: number): Term {
  const key = keyOf(words);
  const [word = ''] = words;
  const single = words.length === 1;
  const text = single && TIME_WORDS.has(word) ? TIME : words.join(' ');
  const isIn = (list: ReadonlySet<string>) => single && list.has(word);
  const container = isIn(CONTAINERS);
  const usualWeight = container || isIn(QUALIFIERS) ? 0.25 : key.length === 1 ? 0.1 : 1;
  return {
    text,
    same: sameGroups.get(key) ?? [],
    near: nearGroups.get(key) ?? [],
    far: farGroups.get(key) ?? [],
    weight: WEIGHTS[text] ?? usualWeight,
    container,
    generic: text === TIME || isIn(GENERIC_WORDS),
    role: isIn(ROLES),
    known: !single || isEnglish(word),
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
  return [...words].sort().join(' ');
}

/** For each name what `groupsOf` says of the groups that it is in. */
function groupsByName(
  groups: readonly (readonly string[][])[],
  groupsOf: (group: number) => readonly number[],
): ReadonlyMap<string, readonly number[]> {
  const found = new Map<string, readonly number[]>();
  groups.forEach((names, group) => {
    for (const name of names) {
      const key = keyOf(normalWords(name));
      found.set(key, [...new Set([...(found.get(key) ?? []), ...groupsOf(group)])]);
    }
  });
  return found;
}

function overlap(a: readonly number[], b: readonly number[]): boolean {
  return a.some((group) => b.includes(group));
}
