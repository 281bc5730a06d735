import type { FieldPath, RelationName } from '@rowhook/contracts';
import type { Leaf } from './leaves';
import { namesShape, type Shape } from './shapes';
import { means, singleTermsOf, termsOf, type Term } from './terms';
import { wordsOf } from './words';

/** One way to read a name with the names around it. */
export interface Reading {
  own: readonly Term[];
  around: readonly Term[];
  /** The terms around that name its list. */
  list: readonly Term[];
}

/**
 * How the names of a path may be read; the last one is its own. The first `envelope` segments wrap the whole payload and say
 * nothing of one value.
 */
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
    const before = terms.filter(({ to }) => to < own);
    return {
      own: terms.filter(({ to }) => to >= own).map(optional(before)),
      around: before,
      list: terms.filter(({ from, to }) => from >= list.from && to < list.to && to < own),
    };
  });
}

/** What a name repeats of the names around it may be missing in a column, and so may the `name` of `plan_name`. */
const optional = (around: readonly Term[]) => (term: Term, position: number, own: readonly Term[]) => {
  const ending = term.text === 'name' && position > 0 && position === own.length - 1;
  if (ending || around.some(({ text }) => text === term.text)) return { ...term, known: false };
  // What holds others is a thing of its own where it is named: `template_id` is the id of a template.
  return term.container && own.length > 1 ? { ...term, weight: 1 } : term;
};

/** Names that often only repeat what the name around them says: `industry.name`, `country.code`, `currencyRef.value`. */
const EMPTY = new Set('name code value label key text title number address'.split(' '));
/** What only points to something, as in `currencyRef`. */
const REFERENCE = 'reference';
const EMPTY_WEIGHT = 0.1;

/**
 * The same, and where a name says nothing by itself, also as the one around it. `shape` is what the value looks like: of a
 * `primaryPhone` that holds a phone number, no name inside says more.
 */
export function looseReadings(reading: Reading, shape: Shape | undefined): Reading[] {
  const { own, around, list } = reading;
  const end = around.findLastIndex(({ text }) => text !== REFERENCE);
  const inner = around[end];
  if (inner === undefined || inner.container) return [reading];
  const isEmpty = own.every(({ text, container }) => container || EMPTY.has(text));
  if (!isEmpty && !namesShape(inner, shape)) return [reading];
  const light = [...around.slice(end + 1), ...own].map((term) => ({ ...term, weight: EMPTY_WEIGHT }));
  return [reading, { own: [inner, ...light], around: around.slice(0, end), list }];
}

/** The words of a relation's name, which its columns leave out: `id` of `invoices` is the invoice's. */
export function relationTerms({ schema, name }: RelationName): Term[] {
  const words = [...wordsOf(schema), ...wordsOf(name)];
  const terms = [...termsOf(words), ...singleTermsOf(words)].filter(({ container }) => !container);
  return [...new Map(terms.map((term) => [term.text, term])).values()];
}

/** What a name of several meanings stands for beside others: the first of the names below is meant where one of the second stands, and none of the third. */
const BESIDE: Record<string, [meaning: string, beside: string[], without: string[]][]> = {
  name: [
    ['first name', ['last name'], ['first name']],
    ['last name', ['first name'], ['last name']],
  ],
  state: [['region', ['city', 'postcode'], []]],
  st: [['region', ['city', 'postcode'], []]],
  number: [['house number', ['street'], ['house number']]],
};

/**
 * A name, or what it means among its siblings: a `name` beside a `surname` is a first name, a `site_state` beside a `site_city` is a region,
 * and a `state` beside that a status.
 */
export function inContext(name: string, siblings: readonly string[]): string {
  const words = wordsOf(name);
  const readings = BESIDE[words.at(-1) ?? ''];
  if (readings === undefined) return name;
  const prefix = words.slice(0, -1);
  const terms = siblings
    .map(wordsOf)
    .filter((sibling) => sibling.length > prefix.length && prefix.every((word, at) => word === sibling[at]))
    .map((sibling) => termsOf(sibling.slice(prefix.length)))
    .filter(([only, ...more]) => only !== undefined && more.length === 0);
  const stands = (meaning: string) => terms.some(([term]) => term !== undefined && means(term, meaning));
  const found = readings.find(([, beside, without]) => beside.some(stands) && !without.some(stands));
  if (found !== undefined) return [...prefix, found[0]].join(' ');
  if (name !== 'state') return name;
  return siblings.some((other) => other !== name && inContext(other, siblings).endsWith('region'))
    ? 'status'
    : name;
}

/** The path of a leaf with its own name as it is meant among its siblings. */
export function pathInContext({ path }: Leaf, leaves: readonly Leaf[]): FieldPath {
  const own = path.at(-1);
  if (typeof own !== 'string') return path;
  const parent = path.slice(0, -1);
  const siblings = leaves.filter(
    (other) => other.path.length === path.length && parent.every((segment, at) => segment === other.path[at]),
  );
  return [
    ...parent,
    inContext(
      own,
      siblings.map((other) => String(other.path.at(-1))),
    ),
  ];
}
