import { formatPointer } from '@rowhook/contracts/json-pointer';

export type JsonObject = Record<string, unknown>;

export const isObject = (value: unknown): value is JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** Keywords whose value is a schema. */
const SCHEMA = [
  'additionalItems',
  'additionalProperties',
  'contains',
  'contentSchema',
  'else',
  'if',
  'items',
  'not',
  'propertyNames',
  'then',
  'unevaluatedItems',
  'unevaluatedProperties',
];
/** Keywords whose value is a list of schemas. */
const LIST = ['allOf', 'anyOf', 'items', 'oneOf', 'prefixItems'];
/** Keywords whose value has a schema in each member. */
const MEMBERS = [
  '$defs',
  'definitions',
  'dependencies',
  'dependentSchemas',
  'patternProperties',
  'properties',
];

/** A schema inside another: what holds it, under which key, and its pointer. */
interface Subschema {
  holder: JsonObject | unknown[];
  key: string | number;
  pointer: string;
}

/** The schemas directly inside of one. */
export function* subschemasOf(schema: JsonObject, pointer: string): Generator<Subschema> {
  for (const keyword of Object.keys(schema)) {
    const value = schema[keyword];
    const at = pointer + formatPointer([keyword]);
    if (Array.isArray(value)) {
      if (!LIST.includes(keyword)) continue;
      for (const index of value.keys()) yield { holder: value, key: index, pointer: `${at}/${index}` };
    } else if (SCHEMA.includes(keyword)) {
      yield { holder: schema, key: keyword, pointer: at };
    } else if (MEMBERS.includes(keyword) && isObject(value)) {
      for (const key of Object.keys(value)) {
        // A list of names, as draft 7 has it in "dependencies".
        if (!Array.isArray(value[key])) yield { holder: value, key, pointer: at + formatPointer([key]) };
      }
    }
  }
}
