import { returnsJson, type Column } from '@rowhook/contracts';
import type { ExactJson } from '../lib/json/read-json';
import { readConstant } from './constant';
import type { Constant, FieldValue } from './model';

export type SentType = ExactJson['kind'];

/** The JSON type that a field sends; undefined if it depends on the row. */
export function sentType(value: FieldValue, columns: ReadonlyMap<string, Column>): SentType | undefined {
  if (value.kind !== 'constant' && value.steps?.some(returnsJson) === true) return undefined;
  if (value.kind === 'template') return 'string';
  if (value.kind === 'constant') {
    const constant = readConstant(value.constant);
    if (!constant.ok) return undefined;
    const json = constant.value;
    if (json === null) return 'null';
    if (Array.isArray(json)) return 'list';
    return typeof json as 'string' | 'number' | 'boolean' | 'object';
  }
  switch (value.as) {
    case 'string':
    case 'hex':
    case 'base64':
      return 'string';
    case 'boolean':
      return 'boolean';
    case 'number':
    case 'integer':
    case 'unix_seconds':
    case 'unix_millis':
      return 'number';
    case 'json':
      return undefined;
    case undefined: {
      if (value.steps !== undefined) return 'string';
      const type = value.at === undefined ? columns.get(value.column)?.jsonType : undefined;
      if (type === undefined || type === 'json') return undefined;
      return type === 'array' ? 'list' : type;
    }
  }
}

/** The first default of a field, of the type that the field sends. */
export function firstDefault(type: SentType | undefined): Constant {
  switch (type) {
    case 'number':
      return { kind: 'number', text: '0' };
    case 'boolean':
      return { kind: 'boolean', text: 'false' };
    case 'list':
      return { kind: 'json', text: '[]' };
    case 'object':
      return { kind: 'json', text: '{}' };
    default:
      return { kind: 'text', text: '' };
  }
}
