import type { Cast } from '@rowhook/contracts';
import type { ColumnSource } from './model/match';

/** A source as one reads it: the column, and the place inside of it. */
export function sourceWords({ column, at }: Pick<ColumnSource, 'column' | 'at'>): string {
  return at === undefined ? column : `${column} ${at}`;
}

/** What a value is sent as. */
export const castWords: Record<Cast, string> = {
  string: 'sent as text',
  number: 'sent as a number',
  integer: 'sent as an integer',
  boolean: 'sent as true or false',
  json: 'sent as JSON',
  hex: 'sent as hex',
  base64: 'sent as base64',
  unix_seconds: 'sent as Unix seconds',
  unix_millis: 'sent as Unix milliseconds',
};
