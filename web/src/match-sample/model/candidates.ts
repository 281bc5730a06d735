import { parsePointer, type Column, type JsonType, type RelationName } from '@rowhook/contracts';
import { seenKeys } from '../../lib/json/seen-keys';
import { commonIdPrefix, commonShape, type Shape } from './shapes';
import { singleTermsOf, termsOf, type Term } from './terms';
import { wordsOf } from './words';

/** A column, or a key inside a json column, that a leaf may be filled from. */
export interface Candidate {
  column: Column;
  /** JSON Pointer to the key inside. */
  at?: string;
  /** Its JSON type; `json` where that differs from row to row. */
  type: JsonType | 'object';
  /** What strings and numbers of the sample say, digit for digit. */
  values: ReadonlySet<string>;
  shape: Shape | undefined;
  /** What its ids begin with. */
  idPrefix: string | undefined;
  /** Its name by phrases and by single words; inside a json column its own name counts as the names around do. */
  readings: Reading[];
}

export interface Reading {
  own: readonly Term[];
  around: readonly Term[];
  /** The terms around that name its list. */
  list: readonly Term[];
  /** The name is taken to mean the one around it; that holds only for a column that says little more. */
  loose?: true;
}

/** What the sample holds of each column: JSON text, null for SQL NULL; long ones may be cut. */
export type Cells = ReadonlyMap<string, readonly (string | null)[]>;

/** More places inside one column than a person would map by a sample. */
const KEYS_MAX = 300;

/** All that a leaf may be filled from: readable columns, and the keys that the sample shows inside json columns. */
export function candidatesOf(columns: readonly Column[], cells: Cells): Candidate[] {
  return columns
    .filter(({ readable }) => readable)
    .flatMap((column) => {
      const texts = (cells.get(column.name) ?? []).filter((text) => text !== null);
      const whole = newCandidate(column, undefined, wholeType(column, texts), texts);
      return column.pointable ? [whole, ...insideOf(column, texts)] : [whole];
    });
}

/**
 * How the names of a path, the last of which is its own, may be read. The first `envelope` segments wrap the whole payload and say
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
    return {
      own: withId(terms.filter(({ to }) => to >= own)),
      around: terms.filter(({ to }) => to < own),
      list: terms.filter(({ from, to }) => from >= list.from && to < list.to && to < own),
    };
  });
}

/** Wrappers whose id is that of the row itself. */
const SELF = new Set('record object entity resource event data document'.split(' '));

/** The id of a wrapper is the wrapper's own: `template_id` is no id of what is sent by the template. */
function withId(own: Term[]): Term[] {
  if (!own.some(({ text }) => text === 'id')) return own;
  return own.map((term) => (term.container && !SELF.has(term.text) ? { ...term, weight: 1 } : term));
}

/** Names that often only repeat what the name around them says: `industry.name`, `country.code`, `emails[0].value`. */
const EMPTY = new Set('name code value label key text title number address'.split(' '));
const EMPTY_WEIGHT = 0.1;

/** The same, and where a name says nothing by itself, also as the one around it. */
export function looseReadings(reading: Reading): Reading[] {
  const { own, around, list } = reading;
  const inner = around.at(-1);
  if (
    inner === undefined ||
    inner.container ||
    !own.every(({ text, container }) => container || EMPTY.has(text)) ||
    isAddressee(inner, own)
  )
    return [reading];
  const light = own.map((term) => ({ ...term, weight: EMPTY_WEIGHT }));
  return [reading, { own: [inner, ...light], around: around.slice(0, -1), list, loose: true }];
}

/** The name in an address is of who lives there. */
function isAddressee({ text }: Term, own: readonly Term[]): boolean {
  return text === 'address' && own.some((term) => term.text === 'name');
}

/** The words of a relation's name, which its columns leave out: `id` of `invoices` is the invoice's. */
export function relationTerms({ schema, name }: RelationName): Term[] {
  const words = [...wordsOf(schema), ...wordsOf(name)];
  const terms = [...termsOf(words), ...singleTermsOf(words)].filter(({ container }) => !container);
  return [...new Map(terms.map((term) => [term.text, term])).values()];
}

function insideOf(column: Column, texts: readonly string[]): Candidate[] {
  return seenKeys(texts)
    .slice(0, KEYS_MAX)
    .map(({ pointer, example }) =>
      newCandidate(column, pointer, typeOf(example), example === 'null' ? [] : [example]),
    );
}

function newCandidate(
  column: Column,
  at: string | undefined,
  type: Candidate['type'],
  texts: readonly string[],
): Candidate {
  const values = texts.flatMap((text) => plainValue(text) ?? []);
  const keys = at === undefined ? [column.name] : (parsePointer(at) ?? []);
  const names = keys.filter((key) => !/^\d+$/.test(key));
  return {
    column,
    ...(at === undefined ? {} : { at }),
    type,
    values: new Set(values),
    shape: type === 'number' || type === 'boolean' ? undefined : commonShape(values),
    idPrefix: commonIdPrefix(values),
    readings: readingsOf(at === undefined ? names : [column.name, ...names]),
  };
}

function wholeType(column: Column, texts: readonly string[]): Candidate['type'] {
  if (column.jsonType !== 'json') return column.jsonType;
  const types = new Set(texts.map(typeOf));
  const [only] = types;
  return types.size === 1 && only !== undefined ? only : 'json';
}

function typeOf(text: string): Candidate['type'] {
  const [first = ''] = text;
  if (first === '{') return 'object';
  if (first === '[') return 'array';
  if (first === '"') return 'string';
  if (first === 't' || first === 'f') return 'boolean';
  return first === 'n' ? 'json' : 'number';
}

/** What a JSON string or number says; of a string that was cut, what there is of it. */
function plainValue(text: string): string | undefined {
  if (!text.startsWith('"')) return /^-?\d/.test(text) ? text : undefined;
  try {
    return JSON.parse(text) as string;
  } catch {
    return text.slice(1);
  }
}
