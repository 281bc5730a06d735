import type { SchemaIssue } from '@rowhook/contracts';
import { formatPointer } from '@rowhook/contracts/json-pointer';
import type { ErrorObject } from 'ajv';
import { messageOf } from './issue-message.js';
import type { Places } from './places.js';

export interface FoundIssue extends SchemaIssue {
  /** The value at the pointer; undefined where there is none. */
  value: unknown;
}

/** Keywords that compare numbers by their value. */
const COMPARING = new Set([
  'const',
  'enum',
  'exclusiveMaximum',
  'exclusiveMinimum',
  'maximum',
  'minimum',
  'multipleOf',
  'uniqueItems',
]);

/** Characters of a message. A schema may have long values in "enum", and a payload long keys. */
const MESSAGE_LIMIT = 300;
const POINTER_LIMIT = 1_000;

/** Converts ajv's errors to issues that point into the schema that the client wrote. */
export function issuesOf(errors: ErrorObject[], places: Places): FoundIssue[] {
  return errors.flatMap((error) => {
    const { data } = error;
    const parent = error.parentSchema as object | boolean;
    const isObject = typeof parent === 'object';
    if (isObject && places.isWrapper(parent)) return [];
    const isNever = isObject && places.isNever(parent);
    const keyword = isNever ? 'false schema' : error.keyword;
    const place = isObject ? places.get(parent) : undefined;
    const property = propertyOf(error);
    return {
      pointer: cut(
        error.instancePath + (property === undefined ? '' : formatPointer([property])),
        POINTER_LIMIT,
      ),
      schemaPointer:
        place === undefined ? pointerOf(error) : isNever ? place : place + formatPointer([keyword]),
      keyword,
      message: cut(messageOf({ ...error, keyword }), MESSAGE_LIMIT),
      exact: !COMPARING.has(keyword) || !hasUnsafeNumber(data),
      value: property === undefined ? data : (data as Record<string, unknown>)[property],
    };
  });
}

/** Ajv's own pointer, which begins at the last reference. */
const pointerOf = ({ schemaPath }: ErrorObject) =>
  schemaPath.replace(/^[^#]*#/, '').replace(/\/false schema$/, '');

/** The property that is missing or may not be there: ajv points to the object around it. */
function propertyOf({ params, propertyName }: ErrorObject): string | undefined {
  const { missingProperty, additionalProperty, unevaluatedProperty, propertyName: name } = params as Params;
  return missingProperty ?? additionalProperty ?? unevaluatedProperty ?? propertyName ?? name;
}

type Params = Partial<
  Record<'missingProperty' | 'additionalProperty' | 'unevaluatedProperty' | 'propertyName', string>
>;

/** Whether a value has a number that JavaScript may have rounded to a whole one. */
function hasUnsafeNumber(value: unknown): boolean {
  if (typeof value === 'number') return Math.abs(value) > Number.MAX_SAFE_INTEGER;
  return typeof value === 'object' && value !== null && Object.values(value).some(hasUnsafeNumber);
}

const cut = (text: string, limit: number) => (text.length <= limit ? text : `${beginning(text, limit)}…`);

/** The first characters of a text, without splitting a surrogate pair. */
export const beginning = (text: string, characters: number) =>
  Array.from(text.slice(0, 2 * characters))
    .slice(0, characters)
    .join('');
