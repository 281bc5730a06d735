import type { Cast, Column } from '@rowhook/contracts';

/** What a value is sent as, in a word or two. */
export const castWords: Record<Cast, string> = {
  string: 'string',
  number: 'number',
  integer: 'integer',
  boolean: 'true/false',
  json: 'JSON',
  hex: 'hex',
  base64: 'base64',
  unix_seconds: 'Unix seconds',
  unix_millis: 'Unix ms',
};

/** What a column is sent as while nothing else is said. */
export function ownWords({ type, jsonType }: Pick<Column, 'type' | 'jsonType'>): string {
  if (/^(date|timestamp|time)\b/.test(type) && jsonType === 'string') return 'ISO 8601';
  if (type === 'bytea') return castWords.base64;
  return jsonType === 'array' ? 'array' : castWords[jsonType];
}
