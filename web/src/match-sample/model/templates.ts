import { formatReference } from '../../mapping/template';
import type { Candidate } from './candidates';
import type { Leaf } from './leaves';
import type { Reading } from './readings';
import { bestSimilarity, means, termsOf, type Term } from './terms';
import { wordsOf } from './words';

/** A value whose parts are often columns of their own. */
interface Whole {
  /** The vocabulary's names for the whole and its parts. */
  name: string;
  parts: readonly [string, string];
  /** Matches an example of it. */
  example: RegExp;
}

/** The parts of a name stand in this order, others in that of the table. */
const FULL_NAME: Whole = {
  name: 'full name',
  parts: ['first name', 'last name'],
  example: /^\p{L}[^\d@]* \p{L}/u,
};
const STREET: Whole = {
  name: 'street',
  parts: ['street', 'house number'],
  example: /\p{L}.* \d|\d.* \p{L}/u,
};

/** Those whose full name a name is. */
const PEOPLE = termsOf(
  'person customer attendee employee candidate patient student guest tenant donor'.split(' '),
);
const PERSON_MIN = 0.75;

interface Part {
  candidate: Candidate;
  meaning: string;
  /** The other words of the column's name: `contact` of `contact_first_name`. */
  rest: string;
}

/** A template of columns for a leaf that means a whole whose parts are columns, such as a full name. */
export function templateFor(
  leaf: Leaf,
  { own, around }: Reading,
  leaves: readonly Leaf[],
  candidates: readonly Candidate[],
): { template: string; reason: string; isName: boolean } | undefined {
  if (leaf.type !== 'string' && leaf.type !== 'null') return undefined;
  for (const whole of [FULL_NAME, STREET]) {
    const isName = whole === FULL_NAME;
    const core = own.find((term) => means(term, whole.name));
    if (core === undefined || (leaf.value && !whole.example.test(leaf.value))) continue;
    // Where the receiver has a place for the house number, the leaf is the street.
    if (!isName && leaves.some((other) => isHouseNumber(other))) continue;
    const parts = candidates.flatMap((candidate) => partOf(candidate, whole));
    const pairs = parts
      .filter(({ meaning }) => meaning === whole.parts[0])
      .flatMap((one) => {
        const other = parts.find(({ meaning, rest }) => meaning === whole.parts[1] && rest === one.rest);
        return other === undefined ? [] : [[one, other] as const];
      });
    // Of several people the one that the leaf's parent names, and nobody of a product's name.
    const holders = [...around, ...own].filter((term) => term !== core && !term.container);
    const named = pairs.filter(([{ rest }]) =>
      termsOf(rest.split(' ')).every((term) => bestSimilarity(term, holders) > 0),
    );
    // A single letter or a qualifier such as `primary` names nobody.
    const ofRow = pairs.filter(
      ([{ rest }]) =>
        holders.length === 0 &&
        (rest === '' || termsOf(rest.split(' ')).every((term) => isPerson(term) && term.weight === 1)),
    );
    const found = named.length > 0 ? named : !isName || holders.some(isPerson) ? pairs : ofRow;
    const [pair] = found;
    if (pair === undefined || found.length > 1) continue;
    const columns = pair.map(({ candidate }) => candidate.column);
    const ordered = isName ? columns : columns.sort((a, b) => a.position - b.position);
    const template = ordered.map(({ name }) => formatReference(name)).join(' ');
    return { template, reason: whole.parts.join(' and '), isName };
  }
  return undefined;
}

function partOf(candidate: Candidate, whole: Whole): Part[] {
  if (candidate.at !== undefined || candidate.type === 'json') return [];
  const terms = candidate.readings[0]?.own ?? [];
  const meaning = whole.parts.find((part) => terms.some((term) => means(term, part)));
  if (meaning === undefined) return [];
  const rest = terms.filter((term) => !means(term, meaning)).map(({ text }) => text);
  return [{ candidate, meaning, rest: rest.join(' ') }];
}

/** A word that is not in the vocabulary may be one for a person. */
function isPerson(term: Term): boolean {
  return !term.known || bestSimilarity(term, PEOPLE) >= PERSON_MIN;
}

function isHouseNumber({ path }: Leaf): boolean {
  const name = path.findLast((segment) => typeof segment === 'string') ?? '';
  return termsOf(wordsOf(name)).some((term) => means(term, 'house number'));
}
