import { z } from 'zod';

/** The types that a column's value can be cast to. `Column.casts` lists those that a column allows. */
export const Cast = z.enum([
  'string',
  'number',
  'integer',
  'boolean',
  'json',
  'hex',
  'base64',
  'unix_seconds',
  'unix_millis',
]);
export type Cast = z.infer<typeof Cast>;

/** The casts of text, including the text that steps return. */
export const TEXT_CASTS: readonly Cast[] = ['string', 'number', 'integer', 'boolean', 'json'];
