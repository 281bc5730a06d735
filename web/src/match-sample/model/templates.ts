import { formatReference } from '../../mapping/template';
import type { Candidate } from './candidates';
import type { Leaf } from './leaves';
import { bestLikeness, likeness, means, termsOf, type Term } from './terms';
import { wordsOf } from './words';

interface Whole {
  /** What the leaf means, by names of the table of synonyms. */
  names: readonly string[];
  /** What the parts mean. The parts of a name stand in this order, others in that of the table. */
  parts: readonly [string, string];
  isName: boolean;
  /** What an example of it looks like. */
  example: RegExp;
}

const WHOLES: readonly Whole[] = [
  {
    names: ['full name'],
    parts: ['first name', 'last name'],
    isName: true,
    example: /^\p{L}[^\d@]* \p{L}/u,
  },
  {
    names: ['street'],
    parts: ['street', 'house number'],
    isName: false,
    example: /\p{L}.* \d|\d.* \p{L}/u,
  },
];

/** People, whose full name a name is. */
const PEOPLE = termsOf('person attendee employee candidate patient student guest tenant donor'.split(' '));
const PERSON_LIKENESS_MIN = 0.75;

interface Part {
  candidate: Candidate;
  means: string;
  /** The other words of the column's name: `contact` of `contact_first_name`. */
  rest: string;
}

/** A template of columns for a leaf that means a whole whose parts are columns, such as a full name. `around` names what holds the leaf. */
export function templateFor(
  leaf: Leaf,
  own: readonly Term[],
  around: readonly Term[],
  leaves: readonly Leaf[],
  candidates: readonly Candidate[],
  relation: readonly Term[],
): { template: string; whole: string; isName: boolean } | undefined {
  if (leaf.type !== 'string' && leaf.type !== 'null') return undefined;
  for (const whole of WHOLES) {
    const core = own.find((term) => whole.names.some((name) => means(term, name)));
    if (
      core === undefined ||
      (leaf.value !== undefined && leaf.value !== '' && !whole.example.test(leaf.value))
    )
      continue;
    // Where the receiver has a place for the part, the leaf is the other part.
    if (!whole.isName && leaves.some(({ path }) => meaningOf(nameOf(path)) === whole.parts[1])) continue;
    const holders = [...around, ...own].filter((term) => term !== core && !term.container);
    const parts = candidates.flatMap((candidate) => partOf(candidate, whole));
    const all = parts
      .filter(({ means: meaning }) => meaning === whole.parts[0])
      .flatMap((one) => {
        const other = parts.find((each) => each.means === whole.parts[1] && each.rest === one.rest);
        return other === undefined ? [] : [[one, other] as const];
      });
    // Of several people the one that the leaf's parent names, and nobody of a product's name.
    const named = all.filter(([{ rest }]) => isNamed(rest, holders));
    // Names without another word in front are the row's own.
    const ofRow =
      holders.length > 0 ? [] : all.filter(([{ rest }]) => rest === '' || relation.some(isPerson));
    const ofPerson = !whole.isName || holders.some(isPerson) ? all : ofRow;
    const found = named.length > 0 ? named : ofPerson;
    const [pair] = found;
    if (pair === undefined || found.length > 1) continue;
    const ordered = whole.isName
      ? pair
      : pair.toSorted((a, b) => a.candidate.column.position - b.candidate.column.position);
    const template = ordered.map(({ candidate }) => formatReference(candidate.column.name)).join(' ');
    return { template, whole: whole.parts.join(' and '), isName: whole.isName };
  }
  return undefined;
}

function partOf(candidate: Candidate, whole: Whole): Part[] {
  if (candidate.at !== undefined || candidate.type === 'json') return [];
  const [reading] = candidate.readings;
  const terms = reading?.own ?? [];
  const part = whole.parts.find((each) => terms.some((term) => means(term, each)));
  if (part === undefined) return [];
  const rest = terms.filter((term) => !means(term, part)).map(({ text }) => text);
  return [{ candidate, means: part, rest: rest.join(' ') }];
}

/** Whether what holds a leaf is what parts are of: `person.name` is that of `contact_first` and `contact_last`. */
function isNamed(rest: string, holders: readonly Term[]): boolean {
  return termsOf(rest.split(' ')).every((term) => holders.some((holder) => likeness(term, holder) > 0));
}

/** A word of another trade or language may be one for a person. */
function isPerson(term: Term): boolean {
  return !term.known || bestLikeness(term, PEOPLE) >= PERSON_LIKENESS_MIN;
}

function nameOf(path: Leaf['path']): string {
  return path.findLast((segment) => typeof segment === 'string') ?? '';
}

function meaningOf(name: string): string | undefined {
  const terms = termsOf(wordsOf(name));
  return ['last name', 'house number'].find((each) => terms.some((term) => means(term, each)));
}
