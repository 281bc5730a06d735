import type { JsonObject } from './subschemas.js';

/** Rewrites a schema of OpenAPI 3.0 for draft 7. May change `schema`. */
export function normalizeOpenApi30(schema: JsonObject): JsonObject {
  excludeBound(schema, 'minimum', 'exclusiveMinimum');
  excludeBound(schema, 'maximum', 'exclusiveMaximum');
  const { nullable } = schema;
  delete schema['nullable'];
  if (nullable !== true || '$ref' in schema) return schema;
  // Also beside "enum" and "allOf". OpenAPI 3.0.3 would forbid null there, but authors mean to allow it.
  return { if: { not: { type: 'null' } }, then: schema };
}

/** In OpenAPI 3.0, as in draft 4, `exclusiveMinimum` is a boolean that belongs to `minimum`. */
function excludeBound(schema: JsonObject, bound: string, exclusive: string): void {
  const isExclusive = schema[exclusive];
  if (typeof isExclusive !== 'boolean') return;
  Reflect.deleteProperty(schema, exclusive);
  if (!isExclusive || !(bound in schema)) return;
  schema[exclusive] = schema[bound];
  Reflect.deleteProperty(schema, bound);
}
