import type { Column } from '@rowhook/contracts';
import { readConstant } from './constant';
import type { Constant, Source } from './model';

export type SentType = 'string' | 'number' | 'boolean' | 'null' | 'list' | 'object';

/** The JSON type that a field sends; undefined where that is for the rows to say. */
export function sentType(source: Source, columns: ReadonlyMap<string, Column>): SentType | undefined {
  if (source.kind === 'template') return 'string';
  if (source.kind === 'value') {
    const constant = readConstant(source.constant);
    if (!constant.ok) return undefined;
    const { value } = constant;
    if (value === null) return 'null';
    if (Array.isArray(value)) return 'list';
    return typeof value as 'string' | 'number' | 'boolean' | 'object';
  }
  switch (source.as) {
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
      const type = source.at === undefined ? columns.get(source.column)?.jsonType : undefined;
      if (type === undefined || type === 'json') return undefined;
      return type === 'array' ? 'list' : type;
    }
  }
}

/** What a default begins as, so that a receiver gets the type it is used to. */
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
