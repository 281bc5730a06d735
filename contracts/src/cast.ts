import { z } from 'zod';

/** What a column's value may be sent as, beyond its default. Which of these a column takes is in `Column.casts`. */
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

/** What text may be sent as, also the text that steps return. */
export const TEXT_CASTS: readonly Cast[] = ['string', 'number', 'integer', 'boolean', 'json'];
