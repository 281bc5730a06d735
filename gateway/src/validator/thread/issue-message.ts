import type { ErrorObject } from 'ajv';

/** The parameters of ajv's errors that the messages need. */
interface Params {
  allowedValue: unknown;
  allowedValues: unknown[];
  format: string;
  limit: number;
  multipleOf: number;
  pattern: string;
  /** The property that requires another one. */
  property: string;
  type: string | string[];
}

/**
 * Messages by keyword. Each describes the value that the pointer names, as in `/id must be a string`. If a property is missing or
 * not allowed, ajv's own message would describe the object around it instead. Other keywords keep ajv's message.
 */
const MESSAGES: Partial<Record<string, (params: Params) => string>> = {
  additionalItems: ({ limit }) => `must have at most ${plural(limit, 'item')}`,
  additionalProperties: () => 'is not allowed by the schema',
  const: ({ allowedValue }) => `must be ${JSON.stringify(allowedValue)}`,
  dependencies: ({ property }) => `is required if ${JSON.stringify(property)} is present`,
  dependentRequired: ({ property }) => `is required if ${JSON.stringify(property)} is present`,
  enum: ({ allowedValues }) => `must be ${valueList(allowedValues)}`,
  exclusiveMaximum: ({ limit }) => `must be less than ${limit}`,
  exclusiveMinimum: ({ limit }) => `must be greater than ${limit}`,
  'false schema': () => 'is not allowed by the schema',
  format: ({ format }) => `must have the format ${JSON.stringify(format)}`,
  items: ({ limit }) => `must have at most ${plural(limit, 'item')}`,
  maxItems: ({ limit }) => `must have at most ${plural(limit, 'item')}`,
  maxLength: ({ limit }) => `must have at most ${plural(limit, 'character')}`,
  maxProperties: ({ limit }) => `must have at most ${plural(limit, 'property', 'properties')}`,
  maximum: ({ limit }) => `must be at most ${limit}`,
  minItems: ({ limit }) => `must have at least ${plural(limit, 'item')}`,
  minLength: ({ limit }) => `must have at least ${plural(limit, 'character')}`,
  minProperties: ({ limit }) => `must have at least ${plural(limit, 'property', 'properties')}`,
  minimum: ({ limit }) => `must be at least ${limit}`,
  multipleOf: ({ multipleOf }) => `must be a multiple of ${multipleOf}`,
  not: () => 'must not match the schema in "not"',
  pattern: ({ pattern }) => `must match the pattern ${pattern}`,
  propertyNames: () => 'has a name that is not allowed by the schema',
  required: () => 'is required',
  type: ({ type }) => `must be ${[type].flat().map(typeName).join(' or ')}`,
  unevaluatedItems: ({ limit }) => `must have at most ${plural(limit, 'item')}`,
  unevaluatedProperties: () => 'is not allowed by the schema',
};

/** Values of "enum" in a message. */
const VALUES_SHOWN = 20;

/** What an error says of the value that its issue points to. */
export function messageOf({ keyword, params, message = '', propertyName }: ErrorObject): string {
  const text = MESSAGES[keyword]?.(params as Params) ?? message;
  return propertyName === undefined ? text : `has a name that ${text}`;
}

function valueList(values: unknown[]): string {
  const shown = values.slice(0, VALUES_SHOWN).map((value) => JSON.stringify(value));
  return [...shown, ...(values.length > VALUES_SHOWN ? ['…'] : [])].join(' or ');
}

function typeName(type: string): string {
  if (type === 'null') return type;
  return /^[aeiou]/.test(type) ? `an ${type}` : `a ${type}`;
}

const plural = (count: number, one: string, many = `${one}s`) => `${count} ${count === 1 ? one : many}`;
