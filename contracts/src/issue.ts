import { z } from 'zod';

/** Why a row has no payload, or a cell no value. */
export const IssueCode = z.enum([
  'null_not_allowed',
  'not_json',
  'not_a_number',
  'not_an_integer',
  'not_a_boolean',
  'not_a_finite_time',
  'invalid_utf8',
  'unexpected_format',
  'row_too_large',
  'column_failed',
  'not_in_lookup',
]);
export type IssueCode = z.infer<typeof IssueCode>;

export const Issue = z
  .object({
    /** Index into the mapping's fields; null for an issue of the whole row. */
    field: z.int().nullable(),
    code: IssueCode,
    message: z.string(),
  })
  .meta({ id: 'Issue' });
export type Issue = z.infer<typeof Issue>;
