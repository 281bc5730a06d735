import type { Cast, Column } from '@rowhook/contracts';
import type { OnNull } from './model';

const castLabels: Record<Cast, string> = {
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

/** What a value is sent as. */
export function castLabel(cast: Cast): string {
  return castLabels[cast];
}

/** What a column is sent as without a cast. */
export function ownTypeLabel({ type, jsonType }: Pick<Column, 'type' | 'jsonType'>): string {
  if (/^(date|timestamp|time)\b/.test(type) && jsonType === 'string') return 'ISO 8601';
  if (type === 'bytea') return castLabels.base64;
  return jsonType === 'array' ? 'array' : castLabels[jsonType];
}

/** The policies for NULL without a value, in the order of the menus. */
export const nullLabels = {
  keep: 'keep null',
  omit: 'omit key',
  error: 'reject row',
} as const satisfies Partial<Record<OnNull & string, string>>;

export type PlainPolicy = keyof typeof nullLabels;
export const plainPolicies = Object.keys(nullLabels) as PlainPolicy[];
