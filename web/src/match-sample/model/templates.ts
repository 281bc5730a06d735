import { formatReference } from '../../mapping/template';
import type { Candidate } from './candidates';
import type { Leaf } from './leaves';
import { likeness, means, termsOf, type Term } from './terms';
import { wordsOf } from './words';

interface Whole {
  /** What the leaf means, by names of the table of synonyms. */
  names: readonly string[];
  /** What the parts mean. A template has them in this order, unless `inTableOrder`. */
  parts: readonly [string, string];
  inTableOrder: boolean;
  /** What an example of it looks like. */
  example: RegExp;
}

const WHOLES: readonly Whole[] = [
  {
    names: ['full name'],
    parts: ['first name', 'last name'],
    inTableOrder: false,
    example: /^\p{L}[^\d@]* \p{L}/u,
  },
  {
    names: ['street'],
    parts: ['street', 'house number'],
    inTableOrder: true,
    example: /\p{L}.* \d|\d.* \p{L}/u,
  },
];

/** People, whose full name a name is. */
const [PERSON] = termsOf(['person']);
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
    if (leaves.some(({ path }) => meaningOf(nameOf(path)) === whole.parts[1])) continue;
    const holders = [...around, ...own].filter(
      (term) => term !== core && !term.container && term.weight > 0.3,
    );
    const parts = candidates.flatMap((candidate) => partOf(candidate, whole));
    const found = parts
      .filter(({ means: meaning }) => meaning === whole.parts[0])
      .flatMap((one) => {
        const other = parts.find((each) => each.means === whole.parts[1] && each.rest === one.rest);
        return other !== undefined && isHeldBy(one.rest, holders, whole) ? [[one, other]] : [];
      });
    const [pair] = found;
    if (pair === undefined) continue;
    const ordered = whole.inTableOrder
      ? [...pair].sort((a, b) => a.candidate.column.position - b.candidate.column.position)
      : pair;
    const template = ordered.map(({ candidate }) => formatReference(candidate.column.name)).join(' ');
    return { template, whole: whole.parts.join(' and '), isName: !whole.inTableOrder };
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

/** Whether the parts are of what holds the leaf: `person.name` is that of `contact_first` and `contact_last`. */
function isHeldBy(rest: string, holders: readonly Term[], { names }: Whole): boolean {
  const of = rest === '' ? [] : termsOf(rest.split(' '));
  if (of.length > 0) return of.every((term) => holders.some((holder) => likeness(term, holder) > 0));
  return (
    names[0] !== 'full name' ||
    holders.every((holder) => PERSON !== undefined && likeness(holder, PERSON) >= PERSON_LIKENESS_MIN)
  );
}

function nameOf(path: Leaf['path']): string {
  return path.findLast((segment) => typeof segment === 'string') ?? '';
}

function meaningOf(name: string): string | undefined {
  const terms = termsOf(wordsOf(name));
  return ['last name', 'house number'].find((each) => terms.some((term) => means(term, each)));
}
