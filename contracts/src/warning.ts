import { z } from 'zod';

/** All warnings. A warning does not stop the request. */
export const WarningCode = z.enum([
  'not_encrypted',
  'superuser',
  'parameter_dropped',
  'connection_string_adjusted',
  'keys_differ_in_case',
  'placeholder_not_replaced',
  'no_order',
  'pick_not_possible',
  'columns_unreadable',
  'reply_shortened',
  'column_unnamed',
  'key_null',
  'key_repeated',
]);
export type WarningCode = z.infer<typeof WarningCode>;

export const Warning = z.object({ code: WarningCode, message: z.string() }).meta({ id: 'Warning' });
export type Warning = z.infer<typeof Warning>;
