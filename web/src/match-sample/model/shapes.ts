import { means, type Term } from './terms';

/** The pattern of each shape of text. The first that matches counts. */
const PATTERNS = {
  email: /^[^\s@,;<>]+@[^\s@,;<>]+\.[\p{L}\d-]{2,}$/u,
  url: /^(?:https?|ftp):\/\/\S+$/i,
  uuid: /^[\da-f]{8}-[\da-f]{4}-[\da-f]{4}-[\da-f]{4}-[\da-f]{12}$/i,
  datetime: /^\d{4}-\d\d-\d\d[T ]\d\d:\d\d(?::\d\d(?:[.,]\d+)?)?\s?(?:Z|UTC|[+-]\d\d(?::?\d\d)?)?$/i,
  date: /^\d{4}[-/]\d\d[-/]\d\d$|^\d{1,2}\/\d{1,2}\/\d{4}$/,
  ip: /^(?:\d{1,3}\.){3}\d{1,3}$|^(?=.*:.*:)[\da-f:]{3,39}$/i,
  number: /^-?\d+(?:\.\d+)?$/,
  phone: /^\+\d[\d ()./-]{5,20}$|^\(?0\d{1,5}\)?[ /-][\d ./-]{4,16}$|^\(?\d{2,4}\)?[ .-]\d{3,4}[ .-]\d{3,5}$/,
  timezone: /^(?:[A-Z][A-Za-z]+\/[A-Z][A-Za-z_/+-]+\d*|UTC|GMT)$/,
  'country code': /^[A-Z]{2}$/,
  'currency code': /^[A-Z]{3}$/,
  'language code': /^[a-z]{2}(?:[-_][A-Za-z]{2,4})?$/,
  domain: /^(?:[a-z\d-]+\.)+[a-z]{2,}$/,
  code: /^(?=\S*\d)[\p{L}\d][\p{L}\d_.#/ -]{1,40}$/u,
  word: /^\S{1,40}$/,
  text: /^/,
};

/** The shape of a value. */
export type Shape = keyof typeof PATTERNS;
const SHAPES = Object.keys(PATTERNS) as Shape[];

export function shapeOf(text: string): Shape {
  const trimmed = text.trim();
  return SHAPES.find((shape) => PATTERNS[shape].test(trimmed)) ?? 'text';
}

/** Placeholders of documentation: an empty text, a letter, a type, a name in brackets. */
const PLACEHOLDER = /^(?:\p{L}?|string|text|value|\.{3}|…|x+|<.*>|\{\{.*\}\})$/iu;

export function isPlaceholder(value: string): boolean {
  return PLACEHOLDER.test(value);
}

/** Two countries or currencies may be the same by accident. */
const SHORT_MAX = 4;

/** Whether a value is too short to prove anything by being the same. */
export function isShort(value = ''): boolean {
  return value.length <= SHORT_MAX;
}

/** Shapes of one kind of value only: an e-mail address is no amount. */
export const DISTINCTIVE: ReadonlySet<Shape> = new Set(
  'email url uuid datetime date ip phone timezone'.split(' ') as Shape[],
);

/** Shapes that say what a value is called: by names of the vocabulary, and as a reason. */
export const NAMED_SHAPES: Partial<Record<Shape, readonly [names: readonly string[], reason: string]>> = {
  email: [['email'], 'looks like e-mail'],
  url: [['url'], 'looks like a URL'],
  phone: [['phone', 'mobile'], 'looks like a phone number'],
  timezone: [['timezone'], 'looks like a time zone'],
  ip: [['ip'], 'looks like an IP address'],
  'currency code': [['currency'], 'looks like a currency code'],
  'country code': [['country'], 'looks like a country code'],
};

/** Whether a term is what a value of a shape is called. */
export function namesShape(term: Term, shape: Shape | undefined): boolean {
  const [names = []] = (shape && NAMED_SHAPES[shape]) ?? [];
  return names.some((name) => means(term, name));
}

/** The shape that at least this share of the values has stands for all of them. */
const SHARE_MIN = 0.6;

/** The shape that most of the values have; undefined without values or where they differ. */
export function commonShape(values: readonly string[]): Shape | undefined {
  const shapes = values.map(shapeOf);
  return SHAPES.find((shape) => {
    const count = shapes.filter((each) => each === shape).length;
    return count > 0 && count >= shapes.length * SHARE_MIN;
  });
}

const FAMILIES: Shape[][] = [
  ['datetime', 'date'],
  ['uuid', 'code', 'number', 'word'],
  ['phone', 'number', 'code'],
  ['url', 'domain'],
  ['code', 'number', 'word', 'text'],
  ['word', 'text', 'country code', 'currency code', 'language code', 'timezone', 'domain', 'code'],
];

/** How well a value of one shape may stand for one of another, 0 to 1. */
export function shapeFit(leaf: Shape, column: Shape, sameName: boolean): number {
  if (leaf === column) return 1;
  if (FAMILIES.some((family) => family.includes(leaf) && family.includes(column))) return 0.9;
  if (DISTINCTIVE.has(leaf) || (leaf === 'number') !== (column === 'number')) return 0.35;
  // An example such as `+1` for a phone number does not speak against a column of the same name.
  return DISTINCTIVE.has(column) && !sameName ? 0.35 : 0.8;
}

/** The prefix of an id: `cus_` of `cus_9s6XKz`, `INV-` of `INV-2024-0001`. */
export function idPrefix(text: string): string | undefined {
  return /^([A-Za-z]{2,8}[_-])(?=\S*\d)[\w-]{2,60}$/.exec(text)?.[1];
}

/** The prefix that all of a few ids have. */
export function commonIdPrefix(values: readonly string[]): string | undefined {
  const [first, ...rest] = values.map(idPrefix);
  return rest.length > 0 && rest.every((prefix) => prefix === first) ? first : undefined;
}
