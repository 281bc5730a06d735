import type { Cast } from '@rowhook/contracts';
import type { ColumnValue } from '../../mapping/model';
import { isTime, type Candidate } from './candidates';
import type { Leaf } from './leaves';
import { isPlaceholder, shapeFit, shapeOf, type Shape } from './shapes';
import { HASH_WORDS, KINDS, MINOR_UNITS, OPPOSITES, wordsOf } from './words';

/** The cast and the steps of a value. */
export type Conversion = Pick<ColumnValue, 'as' | 'steps'>;

export interface Fit extends Conversion {
  /** How well the value may stand at the leaf, 0 (not at all) to 1. */
  factor: number;
}

const NONE: Fit = { factor: 0 };
/** For a leaf whose value says nothing, such as null. */
const NO_VALUE: Fit = { factor: 0.85 };
/** For a column without values. */
const NO_CELLS: Fit = { factor: 0.9 };
const EPOCH_SECONDS = /^1\d{9}(?:\.\d+)?$/;
const EPOCH_MILLIS = /^1\d{12}$/;
const NUMBER = /^-?\d+(?:\.\d+)?$/;

/** Whether a candidate's type and values go with those of a leaf, and how they have to be sent. */
export function fitOf(leaf: Leaf, candidate: Candidate, sameName = false): Fit {
  const fit = typeFit(leaf, candidate, sameName);
  return candidate.padded && fit.factor > 0 ? { ...fit, steps: ['trim'] } : fit;
}

function typeFit(leaf: Leaf, candidate: Candidate, sameName: boolean): Fit {
  const { type } = candidate;
  switch (leaf.type) {
    case 'null':
      return NO_VALUE;
    case 'list':
      return type === 'array' ? { factor: 1 } : NONE;
    case 'object':
      return type === 'object' ? { factor: 1 } : NONE;
    case 'string':
      return stringFit(leaf.value ?? '', candidate, sameName);
    case 'number':
      return numberFit(leaf.text, candidate);
    case 'boolean':
      if (type === 'boolean') return { factor: 1 };
      return type === 'string' && holdsOnly(candidate, /^(?:true|false)$/)
        ? cast(candidate, 'boolean', 0.85)
        : NONE;
  }
}

/** Whether a number may be Unix time. */
export function isEpoch(text: string): boolean {
  return EPOCH_SECONDS.test(text) || EPOCH_MILLIS.test(text);
}

function stringFit(value: string, candidate: Candidate, sameName: boolean): Fit {
  const shape = shapeOf(value);
  switch (candidate.type) {
    case 'string':
      if (isPlaceholder(value)) return NO_VALUE;
      if (candidate.shape === undefined) return NO_CELLS;
      return { factor: shapeFit(shape, candidate.shape, sameName) };
    case 'number':
      if (isPlaceholder(value)) return cast(candidate, 'string', NO_VALUE.factor);
      // An id may be text on the other side; any other text is something else.
      return cast(candidate, 'string', shape === 'number' ? 0.9 : isIdLike(value, shape) ? 0.88 : 0.2);
    case 'boolean':
      return cast(candidate, 'string', /^(?:true|false)$/i.test(value) ? 0.9 : 0.1);
    case 'json':
      return { factor: 0.3 };
    case 'array':
    case 'object':
      return NONE;
  }
}

function numberFit(text: string, candidate: Candidate): Fit {
  switch (candidate.type) {
    case 'number':
      return { factor: 1 };
    case 'string':
      if (isTime(candidate) && EPOCH_MILLIS.test(text)) return cast(candidate, 'unix_millis', 1);
      if (isTime(candidate) && EPOCH_SECONDS.test(text)) return cast(candidate, 'unix_seconds', 1);
      if (!holdsOnly(candidate, NUMBER)) return NONE;
      return cast(candidate, holdsOnly(candidate, /^-?\d+$/) ? 'integer' : 'number', 0.85);
    default:
      return NONE;
  }
}

function cast({ column, at }: Candidate, as: Cast, factor: number): Fit {
  return at === undefined && column.casts.includes(as) ? { factor, as } : NONE;
}

function isIdLike(value: string, shape: Shape): boolean {
  return /^(?=.*\d)[\w:.#-]{2,64}$/.test(value) && shape !== 'datetime' && shape !== 'date';
}

function holdsOnly({ values, hasEmpty }: Candidate, pattern: RegExp): boolean {
  return !hasEmpty && values.size > 0 && [...values].every((value) => pattern.test(value));
}

/** The kind of a name and its values, if they show it. */
export interface Kind {
  /** Its name in normalized words. */
  name: string;
  /** Such as `id`, `count` or `amount`. */
  noun: string | undefined;
  hashed: boolean;
  /** The last digits of a number, not all of it. */
  partial: boolean;
  /** In cents, not in whole units of a currency. */
  minorUnits: boolean;
  /** How its ids are written; undefined where a receiver takes the ids of any system. */
  ids: 'uuid' | 'number' | undefined;
  /** The words of its name and of its parents' names. */
  words: readonly string[];
}

const PARTIAL = /\blast (?:4|four|digit)/;
/** MD5, SHA-1 and SHA-256 in hexadecimal, and SHA-256 in base64. */
const HASH = /^(?:[\da-f]{32}|[\da-f]{40}|[\da-f]{64}|[A-Za-z\d+/]{43}=)$/i;

export function kindOfLeaf({ path, value, type }: Leaf): Kind {
  const names = path.filter((segment) => typeof segment === 'string');
  return kindOf(names, value === undefined ? [] : [value], type === 'number');
}

export function kindOfCandidate({ column, at, values, type }: Candidate): Kind {
  return kindOf([column.name, ...(at ?? '').split('/').slice(1)], [...values], type === 'number');
}

/** `names` are those of its parents and its own, which is the last one. */
function kindOf(names: readonly string[], values: readonly string[], isNumber: boolean): Kind {
  const name = names.at(-1) ?? '';
  const words = wordsOf(name);
  const all = (test: (value: string) => boolean) => values.length > 0 && values.every(test);
  const isCount = isNumber && words[0] === 'number' && words.length > 1;
  const ids = all((value) => shapeOf(value) === 'uuid') ? 'uuid' : isNumber ? 'number' : undefined;
  return {
    name: words.join(' '),
    noun: isCount ? 'count' : KINDS.get(words.at(-1) ?? ''),
    hashed: words.some((word) => HASH_WORDS.has(word)) || all((value) => HASH.test(value)),
    partial: PARTIAL.test(words.join(' ')),
    minorUnits: words.some((word) => MINOR_UNITS.has(word)),
    words: names.flatMap(wordsOf),
    ids: words.includes('external') ? undefined : ids,
  };
}

/** Whether two kinds may be the same thing under different names. */
export function kindsAgree(leaf: Kind, candidate: Kind): boolean {
  if (leaf.hashed !== candidate.hashed || leaf.partial !== candidate.partial) return false;
  if (leaf.minorUnits !== candidate.minorUnits) return false;
  if (leaf.ids !== undefined && candidate.ids !== undefined && leaf.ids !== candidate.ids) return false;
  if (OPPOSITES.some((sides) => areOpposite(sides, leaf.words, candidate.words))) return false;
  if (leaf.noun === 'text' && candidate.ids === 'number') return false;
  return leaf.noun === undefined || candidate.noun === undefined || leaf.noun === candidate.noun;
}

function areOpposite(sides: readonly ReadonlySet<string>[], a: readonly string[], b: readonly string[]) {
  const [sideOfA, sideOfB] = [sideOf(sides, a), sideOf(sides, b)];
  return sideOfA !== undefined && sideOfB !== undefined && sideOfA !== sideOfB;
}

/** The side that words are on, by the last one that is on a side: `ship from` is where something is sent from. */
function sideOf(sides: readonly ReadonlySet<string>[], words: readonly string[]) {
  const last = words.findLast((word) => sides.some((side) => side.has(word)));
  return last === undefined ? undefined : sides.find((side) => side.has(last));
}
