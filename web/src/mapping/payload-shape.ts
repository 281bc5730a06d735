import type { Json } from './constant';
import { NOT_FINITE, type JsonSchema } from './export-schema';

/**
 * The keys of the payloads that an exported schema describes, each with the types of its value, indented like JSON.
 * Numbers that are sent as strings because they are not finite are not mentioned.
 */
export function payloadShape(schema: JsonSchema, indent = ''): string {
  const { properties, required, prefixItems, anyOf } = schema;
  const deeper = `${indent}  `;
  if (isObject(properties)) {
    const always = Array.isArray(required) ? required : [];
    return block(
      '{}',
      indent,
      Object.entries(properties).map(([key, value]) => {
        const omitted = always.includes(key) ? '' : ', or no key';
        return `${JSON.stringify(key)}: ${payloadShape(value as JsonSchema, deeper)}${omitted}`;
      }),
    );
  }
  if (Array.isArray(prefixItems))
    return block(
      '[]',
      indent,
      prefixItems.map((entry) => payloadShape(entry as JsonSchema, deeper)),
    );
  if (Array.isArray(anyOf)) {
    const types = anyOf.filter((each) => each !== NOT_FINITE);
    return types.map((each) => payloadShape(each as JsonSchema, indent)).join(' or ');
  }
  if ('const' in schema) return JSON.stringify(schema['const']);
  if (Array.isArray(schema['enum'])) return schema['enum'].map((each) => JSON.stringify(each)).join(' or ');
  const types = [schema['type'] ?? ('not' in schema ? 'no value' : 'any JSON')].flat() as string[];
  return types.join(' or ');
}

function block([open = '', close = '']: string, indent: string, lines: readonly string[]): string {
  if (lines.length === 0) return open + close;
  return [open, ...lines.map((line) => `${indent}  ${line}`), indent + close].join('\n');
}

function isObject(value: Json | undefined): value is { [key: string]: Json } {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
