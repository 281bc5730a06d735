import type { FieldPath, RelationName } from '@rowhook/contracts';
import type { Leaf } from './leaves';
import { isPlaceholder, namesShape, type Shape } from './shapes';
import { means, singleTermsOf, termsOf, type Term } from './terms';
import { wordsOf } from './words';

/** One way to read a name with its parents' names. */
export interface Reading {
  own: readonly Term[];
  /** The terms of its parents. */
  around: readonly Term[];
  /** Those of them that name its list. */
  list: readonly Term[];
}

/** The ways to read a path, by phrases and by single words. Its first `envelope` segments wrap the whole payload. */
export function readingsOf(path: readonly (string | number)[], envelope = 0): Reading[] {
  const words: string[] = [];
  let list = { from: 0, to: 0 };
  let [own, wrapped] = [0, 0];
  path.forEach((segment, position) => {
    if (typeof segment === 'number') return;
    own = words.length;
    words.push(...wordsOf(segment));
    if (position < envelope) wrapped = words.length;
    else if (typeof path[position + 1] === 'number') list = { from: own, to: words.length };
  });
  const wrappers = singleTermsOf(words.slice(0, wrapped)).map((term) => ({ ...term, container: true }));
  const rest = words.slice(wrapped);
  const phrases = termsOf(rest, wrapped);
  const ways = phrases.length === rest.length ? [phrases] : [phrases, singleTermsOf(rest, wrapped)];
  return ways.map((way) => {
    const terms = [...wrappers, ...way];
    const around = terms.filter(({ to }) => to < own);
    return {
      own: withContainers(terms.filter(({ to }) => to >= own)),
      around,
      list: around.filter(({ from, to }) => from >= list.from && to < list.to),
    };
  });
}

/** Whether a term only holds others, like the `object` of `object.id`, and is no thing of its own as in `template_id`. */
export function isMereContainer({ container, weight }: Term): boolean {
  return container && weight < 1;
}

/** A container is a thing of its own where it is named: `template_id` is the id of a template. */
function withContainers(own: readonly Term[]): readonly Term[] {
  return own.length > 1 ? own.map((term) => (term.container ? { ...term, weight: 1 } : term)) : own;
}

/** Names that often only repeat what their parent says: `industry.name`, `country.code`. */
const EMPTY = new Set('name code value label key text title number address'.split(' '));
const EMPTY_WEIGHT = 0.1;

/**
 * The reading, and where the own name says nothing by itself, also as its parent's name. `shape` is what the value looks like: of a
 * `primaryPhone` that holds a phone number, no name inside says more.
 */
export function looseReadings(reading: Reading, shape: Shape | undefined): Reading[] {
  const { own, around, list } = reading;
  const parent = around.at(-1);
  if (parent === undefined || parent.container) return [reading];
  const isEmpty = own.every(({ text, container }) => container || EMPTY.has(text));
  if (!isEmpty && !namesShape(parent, shape)) return [reading];
  const light = own.map((term) => ({ ...term, weight: EMPTY_WEIGHT }));
  return [reading, { own: [parent, ...light], around: around.slice(0, -1), list }];
}

/** The words of a relation's name, which its columns leave out: `id` of `invoices` is the invoice's. */
export function relationTerms({ schema, name }: RelationName): Term[] {
  const words = [...wordsOf(schema), ...wordsOf(name)];
  return [...termsOf(words), ...singleTermsOf(words)].filter(({ container }) => !container);
}

interface Meaning {
  meaning: string;
  /** The name has this meaning if a sibling has one of these meanings. */
  beside: string[];
  /** Whether a sibling that already has this meaning rules it out. */
  unlessTaken: boolean;
  /** At least half of the values must match it, if there are any. */
  pattern?: RegExp;
}

/** One word, or several where all but the last are in lower case: `Jean-Luc`, `O'Neil`, `van der Berg`. */
const PART_OF_NAME = /^(?:\p{Ll}[\p{L}'’]*\.? )*\p{L}[\p{L}\p{M}'’.-]*$/u;

/** The meaning of an ambiguous name, by the names beside it. */
const REGION: Meaning = { meaning: 'region', beside: ['city', 'postcode'], unlessTaken: false };
const MEANINGS: Record<string, Meaning[]> = {
  name: [
    { meaning: 'first name', beside: ['last name'], unlessTaken: true, pattern: PART_OF_NAME },
    { meaning: 'last name', beside: ['first name'], unlessTaken: true, pattern: PART_OF_NAME },
  ],
  state: [REGION],
  st: [REGION],
  number: [{ meaning: 'house number', beside: ['street'], unlessTaken: true }],
};

/**
 * What an ambiguous name means beside its siblings, as words: a `name` beside a `surname` is a first name, unless its values are something else,
 * and a `site_state` beside a `site_city` is a region. Undefined if it means what it says.
 */
export function meaningOf(
  name: string,
  siblings: readonly string[],
  values: readonly string[],
): string | undefined {
  const words = wordsOf(name);
  for (const [position, word] of words.entries()) {
    const meanings = MEANINGS[word];
    if (meanings === undefined) continue;
    const rest = words.toSpliced(position, 1);
    // What siblings that share the other words mean, such as `site_city` for `site_state` and `surname_contact` for `name_contact`.
    const beside = siblings.flatMap((sibling) => meaningBeside(wordsOf(sibling), rest));
    const isThere = (meaning: string) => beside.some((term) => means(term, meaning));
    const found = meanings.find(
      (each) =>
        each.beside.some(isThere) &&
        !(each.unlessTaken && isThere(each.meaning)) &&
        values.filter((value) => each.pattern?.test(value) ?? true).length * 2 >= values.length,
    );
    if (found !== undefined) return words.with(position, found.meaning).join(' ');
  }
  return undefined;
}

/** The one term that a name has besides other words. */
function meaningBeside(words: readonly string[], others: readonly string[]): Term[] {
  if (!others.every((word) => words.includes(word))) return [];
  const terms = termsOf(words.filter((word) => !others.includes(word)));
  return terms.length === 1 ? terms : [];
}

/** The key of an entry that names its `value`: `{"key": "plan", "value": "pro"}`. */
const KEYS = new Set(['key', 'name', 'label', 'property', 'field']);
/** Keys that describe the `value` beside them. The receiver fixes them, so no column fills them. */
const ABOUT_VALUE = new Set([...KEYS, 'id', 'type', 'source']);

/**
 * Whether a leaf only says what the `value` beside it is, as in `{"type": "work", "value": "ann@example.com"}`. A number among several keys is
 * itself one of the entry's properties, as in `{"id": 7, "name": "Widget", "value": 9.9}`.
 */
export function isAboutValue(leaf: Leaf, leaves: readonly Leaf[]): boolean {
  if (typeof leaf.path.at(-2) !== 'number' || !ABOUT_VALUE.has(String(leaf.path.at(-1)))) return false;
  const entry = siblingsOf(leaf, leaves);
  const value = entry.find((other) => other.path.at(-1) === 'value');
  return value !== undefined && (value.type === 'string' || entry.length === 2);
}

/** The path of a leaf. A last segment `value` is replaced by the text of the key beside it: `{"key": "plan", "value": "pro"}` ends in `plan`. */
export function namedPath(leaf: Leaf, leaves: readonly Leaf[]): FieldPath {
  if (leaf.path.at(-1) !== 'value') return leaf.path;
  const key = siblingsOf(leaf, leaves).find((other) => KEYS.has(String(other.path.at(-1))))?.value;
  return key === undefined ? leaf.path : leaf.path.with(-1, key);
}

/** What the ambiguous name of a leaf means beside its siblings. */
export function meaningOfLeaf(leaf: Leaf, leaves: readonly Leaf[]): string | undefined {
  const own = leaf.path.at(-1);
  if (typeof own !== 'string') return undefined;
  const names = siblingsOf(leaf, leaves).map((other) => String(other.path.at(-1)));
  return meaningOf(own, names, leaf.value === undefined || isPlaceholder(leaf.value) ? [] : [leaf.value]);
}

/** The leaves of the same object, and the leaf itself. */
function siblingsOf({ path }: Leaf, leaves: readonly Leaf[]): readonly Leaf[] {
  const parent = path.slice(0, -1);
  return leaves.filter(
    (other) => other.path.length === path.length && parent.every((segment, at) => segment === other.path[at]),
  );
}
