import {
  nullPolicyOf,
  parseFieldPath,
  type Cast,
  type Column,
  type ColumnField,
  type Field,
  type Mapping,
  type Segment,
  type Step,
  type TemplateField,
} from '@rowhook/contracts';
import { equal } from '../lib/objects';
import type { Columns } from './model';
import type { Json } from './constant';
import { parseTemplate } from './template';

/** A JSON Schema (draft 2020-12) that is an object. The empty one allows every value. */
export interface JsonSchema {
  [keyword: string]: Json;
}

/** The schema of a field's value. `schema` describes a value that is not NULL; it is undefined if there is none. */
interface Sent {
  schema: JsonSchema | undefined;
  mayBeNull: boolean;
}

type Node =
  | { kind: 'value'; schema: JsonSchema; mayBeOmitted: boolean }
  | { kind: 'object'; members: Map<string, Node> }
  | { kind: 'list'; entries: Node[] };

/**
 * The JSON Schema of the payloads that a valid mapping can send, so that a receiver can be built for them. It holds for every row,
 * whatever its values: what only the rows at hand have in common is not in it.
 */
export function exportSchema(mapping: Mapping, columns: Columns, title: string): JsonSchema {
  const root: Node = { kind: 'object', members: new Map() };
  for (const field of mapping.fields) {
    const { to } = field;
    const parsed = parseFieldPath(to);
    if (parsed.ok) put(root, parsed.path, toNode(field, mapping, columns));
  }
  return {
    $schema: 'https://json-schema.org/draft/2020-12/schema',
    title,
    ...objectSchema(root.members),
  };
}

function toNode(field: Field, mapping: Mapping, columns: Columns): Node {
  if ('value' in field) return { kind: 'value', schema: { const: field.value }, mayBeOmitted: false };
  const { schema = NOTHING, mayBeNull } =
    'template' in field ? ofTemplate(field, columns) : ofColumn(field, columns.get(field.column));
  const policy = nullPolicyOf(field, mapping);
  if (!mayBeNull || policy === 'error') return { kind: 'value', schema, mayBeOmitted: false };
  if (policy === 'omit') return { kind: 'value', schema, mayBeOmitted: true };
  const other = policy === 'keep' ? { type: 'null' } : { const: policy.default };
  return { kind: 'value', schema: either(schema, other), mayBeOmitted: false };
}

/** Allows no value at all. */
const NOTHING: JsonSchema = { not: {} };

function either(schema: JsonSchema, other: JsonSchema): JsonSchema {
  if (equal(schema, {})) return schema;
  if (schema === NOTHING) return other;
  if (typeof schema['type'] === 'string' && other['type'] === 'null')
    return { ...schema, type: [schema['type'], 'null'] };
  return { anyOf: [...((schema['anyOf'] as JsonSchema[] | undefined) ?? [schema]), other] };
}

function ofColumn({ at, as, steps }: ColumnField, column: Column | undefined): Sent {
  if (column === undefined) return { schema: {}, mayBeNull: true };
  const { nullable, pointable } = column;
  // A pointer may lead nowhere, and a JSON null that is sent as text counts as NULL.
  const mayBeNull = nullable || at !== undefined;
  if (steps !== undefined) return ofSteps(steps, as, mayBeNull || pointable);
  if (as === 'string') return { schema: { type: 'string' }, mayBeNull: mayBeNull || pointable };
  if (as !== undefined) return { schema: ofCast(as), mayBeNull };
  return { schema: at === undefined ? ofType(column) : {}, mayBeNull };
}

function ofTemplate({ template, steps }: TemplateField, columns: Columns): Sent {
  const parsed = parseTemplate(template);
  const mayBeNull =
    !parsed.ok ||
    parsed.columns.some((name) => {
      const column = columns.get(name);
      return column === undefined || column.nullable || column.pointable;
    });
  return steps === undefined
    ? { schema: { type: 'string' }, mayBeNull }
    : ofSteps(steps, undefined, mayBeNull);
}

/** JSON has no NaN and no infinities, so Postgres and the engine write them as strings. */
export const NOT_FINITE: JsonSchema = { enum: ['NaN', 'Infinity', '-Infinity'] };

const DECIMAL: JsonSchema = { anyOf: [{ type: 'number' }, NOT_FINITE] };

/** The JSON that the engine writes for a type without a cast. The name of a domain says nothing about its values. */
function ofType({ type, jsonType }: Column): JsonSchema {
  switch (jsonType) {
    case 'boolean':
      return { type: 'boolean' };
    case 'number':
      return /^(?:smallint|integer|bigint)$/.test(type) ? { type: 'integer' } : DECIMAL;
    case 'string':
      return type === 'bytea' ? ofCast('base64') : { type: 'string' };
    case 'array':
      return { type: 'array', ...itemsOf(type.replace(/\[\]$/, '')) };
    case 'json':
      return {};
  }
}

/** Types whose arrays are common. An array has any number of dimensions, and elements that are NULL. */
const ELEMENTS: readonly [type: RegExp, schema: JsonSchema][] = [
  [/^boolean$/, { type: 'boolean' }],
  [/^(?:smallint|integer|bigint)$/, { type: 'integer' }],
  [/^(?:numeric(?:\(.*\))?|real|double precision)$/, DECIMAL],
  [/^(?:text|uuid|date|character(?: varying)?(?:\(.*\))?|timestamp.*)$/, { type: 'string' }],
];

function itemsOf(element: string): JsonSchema {
  const schema = ELEMENTS.find(([type]) => type.test(element))?.[1];
  if (schema === undefined) return {};
  return { items: either(either(schema, { type: 'array' }), { type: 'null' }) };
}

function ofCast(as: Cast): JsonSchema {
  switch (as) {
    case 'json':
      return {};
    case 'hex':
      return { type: 'string', pattern: '^(?:[0-9a-f]{2})*$' };
    case 'base64':
      return { type: 'string', contentEncoding: 'base64' };
    case 'unix_seconds':
    case 'unix_millis':
      return { type: 'integer' };
    case 'string':
    case 'number':
    case 'integer':
    case 'boolean':
      return { type: as };
  }
}

function ofSteps(steps: readonly Step[], as: Cast | undefined, mayBeNull: boolean): Sent {
  const last = steps.at(-1);
  const schema =
    as !== undefined && as !== 'string' ? ofCast(as) : last === undefined ? undefined : afterStep(last);
  return { schema, mayBeNull: mayBeNull || steps.some(mayReturnNull) };
}

function mayReturnNull(step: Step): boolean {
  if (typeof step === 'string') return step === 'emptyAsNull';
  if ('lookup' in step) return [...Object.values(step.lookup.values), step.lookup.default].includes(null);
  return 'sha256' in step && typeof step.sha256 === 'string';
}

/** The result of a step, for every input. */
function afterStep(step: Step): JsonSchema | undefined {
  if (step === 'digits') return { type: 'string', pattern: '^[0-9]*$' };
  if (step === 'emptyAsNull') return { type: 'string', minLength: 1 };
  if (typeof step === 'string' || 'replace' in step) return { type: 'string' };
  if ('truncate' in step) return { type: 'string', maxLength: step.truncate };
  if ('sha256' in step) {
    const as = typeof step.sha256 === 'string' ? step.sha256 : step.sha256.as;
    return { type: 'string', pattern: as === 'hex' ? '^[0-9a-f]{64}$' : '^[A-Za-z0-9+/]{43}=$' };
  }
  const { values, default: otherwise = null } = step.lookup;
  const results: Json[] = [];
  for (const value of [...Object.values(values), otherwise])
    if (value !== null && !results.some((known) => equal(known, value))) results.push(value);
  return results.length === 0 ? undefined : { enum: results };
}

function put(root: Extract<Node, { kind: 'object' }>, path: readonly Segment[], value: Node): void {
  let around: Node = root;
  path.forEach((segment, depth) => {
    const next = path[depth + 1];
    const made: Node =
      next === undefined
        ? value
        : typeof next === 'number'
          ? { kind: 'list', entries: [] }
          : { kind: 'object', members: new Map() };
    if (around.kind === 'list' && typeof segment === 'number') around = around.entries[segment] ??= made;
    else if (around.kind === 'object') {
      const child = around.members.get(String(segment)) ?? made;
      around.members.set(String(segment), child);
      around = child;
    }
  });
}

function toSchema(node: Node): JsonSchema {
  if (node.kind === 'value') return node.schema;
  if (node.kind === 'object') return objectSchema(node.members, mayGo(node));
  const { length } = node.entries;
  return {
    type: 'array',
    prefixItems: node.entries.map(toSchema),
    items: false,
    minItems: length,
    maxItems: length,
  };
}

/** An object that is left out rather than empty has at least one member. */
function objectSchema(members: ReadonlyMap<string, Node>, isNeverEmpty = false): JsonSchema {
  const entries = [...members];
  const required = entries.filter(([, child]) => !mayGo(child)).map(([key]) => key);
  return {
    type: 'object',
    properties: Object.fromEntries(entries.map(([key, child]) => [key, toSchema(child)])),
    ...(required.length === 0 ? {} : { required }),
    ...(isNeverEmpty ? { minProperties: 1 } : {}),
    additionalProperties: false,
  };
}

/** Whether a payload may be without this. Entries of lists are always there. */
function mayGo(node: Node): boolean {
  if (node.kind === 'value') return node.mayBeOmitted;
  return node.kind === 'object' && [...node.members.values()].every(mayGo);
}
