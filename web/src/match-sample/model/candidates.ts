import { parsePointer, type Column, type JsonType } from '@rowhook/contracts';
import { seenKeys } from '../../lib/json/seen-keys';
import { meaningOf, readingsOf, type Reading } from './readings';
import { commonIdPrefix, commonShape, type Shape } from './shapes';
import { readableColumns } from '../../lib/relation';

/** A column, or a key inside a json column, that a leaf may be filled from. */
export interface Candidate {
  column: Column;
  /** JSON Pointer to the key inside. */
  at?: string;
  /** Its JSON type; `json` where that differs from row to row. */
  type: JsonType | 'object';
  /** Its strings without white space at their ends, and its numbers digit for digit. Empty strings are left out. */
  values: ReadonlySet<string>;
  /** Whether no value of the sample is NULL or occurs twice. */
  unique: boolean;
  /** Whether its value alone identifies a row. */
  isPrimaryKey: boolean;
  shape: Shape | undefined;
  /** Whether some of its values begin or end with white space that can be trimmed. */
  padded: boolean;
  /** Whether some of its values are empty or white space, which cannot be cast to a number or a boolean. */
  hasEmpty: boolean;
  /** The prefix of its ids. */
  idPrefix: string | undefined;
  /** What its ambiguous name means beside its siblings. */
  meaning?: string;
  /** The ways to read its name, or its meaning; inside a json column the column's name is a parent's. */
  readings: Reading[];
}

/** The sample's values of each column as JSON text, null for SQL NULL. Long ones may be truncated. */
type Cells = ReadonlyMap<string, readonly (string | null)[]>;

/** More places inside one column than a person would map by a sample. */
const KEYS_MAX = 300;

/**
 * All that a leaf may be filled from: readable columns, and the keys that the sample shows inside json columns. `primaryKey`: the
 * columns of the key, as far as it is known.
 */
export function candidatesOf(
  columns: readonly Column[],
  cells: Cells,
  primaryKey: readonly string[] = [],
): Candidate[] {
  const names = columns.map(({ name }) => name);
  return readableColumns(columns).flatMap((column) => {
    const rows = cells.get(column.name) ?? [];
    const texts = rows.filter((text) => text !== null);
    const unique = new Set(texts).size === rows.length;
    const isPrimaryKey = primaryKey.length === 1 && primaryKey[0] === column.name;
    const own = newCandidate(column, undefined, wholeType(column, texts), texts, names);
    const whole = { ...own, unique, isPrimaryKey };
    return column.pointable ? [whole, ...insideOf(column, texts)] : [whole];
  });
}

function insideOf(column: Column, texts: readonly string[]): Candidate[] {
  return seenKeys(texts)
    .slice(0, KEYS_MAX)
    .map(({ pointer, example }) =>
      newCandidate(column, pointer, typeOf(example), example === 'null' ? [] : [example], []),
    );
}

function newCandidate(
  column: Column,
  at: string | undefined,
  type: Candidate['type'],
  texts: readonly string[],
  siblings: readonly string[],
): Candidate {
  const plain = texts.flatMap((text) => plainValue(text) ?? []);
  const values = plain.map((value) => value.trim()).filter((value) => value !== '');
  const shape = isTime({ column, at })
    ? 'datetime'
    : type === 'number' || type === 'boolean'
      ? undefined
      : commonShape(values);
  // Free text may begin or end with white space.
  const mayTrim = at === undefined && column.jsonType === 'string' && shape !== 'text';
  const names = (at === undefined ? [] : (parsePointer(at) ?? [])).filter((key) => !/^\d+$/.test(key));
  const meaning = at === undefined ? meaningOf(column.name, siblings, values) : undefined;
  return {
    column,
    ...(at === undefined ? {} : { at }),
    type,
    values: new Set(values),
    unique: false,
    isPrimaryKey: false,
    shape,
    padded: mayTrim && plain.some((value) => value !== value.trim()),
    hasEmpty: plain.some((value) => value.trim() === ''),
    idPrefix: commonIdPrefix(values),
    ...(meaning === undefined ? {} : { meaning }),
    readings: readingsOf([meaning ?? column.name, ...names]),
  };
}

/** Whether a column is a point in time, which can be sent as Unix time. */
export function isTime({ column, at }: { column: Column; at?: string | undefined }): boolean {
  return at === undefined && /^(?:date|timestamp)/.test(column.type);
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

/** The text of a JSON string or number, or the beginning of a truncated string. */
function plainValue(text: string): string | undefined {
  if (!text.startsWith('"')) return /^-?\d/.test(text) ? text : undefined;
  try {
    return JSON.parse(text) as string;
  } catch {
    return text.slice(1);
  }
}
