import { z } from 'zod';
import { Cast } from './cast.js';
import { withSourceOrNone } from './source.js';
import { Steps } from './step.js';
import { strict } from './strict.js';

export const NullPolicy = z.union([z.enum(['keep', 'omit', 'error']), strict({ default: z.json() })]).meta({
  id: 'NullPolicy',
  description:
    'What to send for SQL NULL: null (keep), no key (omit) or a default value. With error, the row is rejected.',
});
export type NullPolicy = z.infer<typeof NullPolicy>;

export const MAPPING_LIMITS = { fields: 2000, pathBytes: 64 * 1024 } as const;

const to = z
  .string()
  .max(MAPPING_LIMITS.pathBytes)
  .describe('Field path of the value in the payload: user.name.first, tags[0], meta["app.version"].');

export const ColumnField = strict({
  to,
  column: z.string().min(1).describe('Name of the column, unquoted.'),
  at: z.string().optional().describe('JSON Pointer (RFC 6901) into a json or jsonb column.'),
  steps: Steps.optional().describe(
    'Functions that are applied in order to the text that "as": "string" would send.',
  ),
  as: Cast.optional().describe(
    'The type to send instead of the default of the column. With steps, the type to convert their result to.',
  ),
  onNull: NullPolicy.optional(),
}).meta({ id: 'ColumnField' });
export type ColumnField = z.infer<typeof ColumnField>;

/**
 * A fixed value. Gateway and engine copy it from the text of the request, so its keys keep their order and names. A client whose JSON
 * library reorders or merges keys, as JavaScript's does with `"10"` and `"2"`, must write that text itself.
 */
export const ValueField = strict({ to, value: z.json().describe('Any JSON value.') }).meta({
  id: 'ValueField',
});
export type ValueField = z.infer<typeof ValueField>;

export const TemplateField = strict({
  to,
  template: z
    .string()
    .describe(
      'Text in which {column} is the value of a column, {{ and }} are braces, and {"odd}name"} quotes a column name.',
    ),
  steps: Steps.optional().describe('Functions that are applied in order to the resulting text.'),
  onNull: NullPolicy.optional(),
}).meta({ id: 'TemplateField' });
export type TemplateField = z.infer<typeof TemplateField>;

/** A field of the payload: its path and its value. */
export const Field = z.union([ColumnField, ValueField, TemplateField]).meta({ id: 'Field' });
export type Field = z.infer<typeof Field>;

/** With a source, or without one for use with any source. If both the mapping and its request have a source, they must be equal. */
export const Mapping = withSourceOrNone({
  $schema: z
    .string()
    .optional()
    .describe('The JSON Schema of this document, for editors. It has no effect on the payloads.'),
  version: z.literal(1),
  onNull: NullPolicy.optional().describe('Default for fields without their own onNull.'),
  /** In the order of the output. Zod checks the number first. */
  fields: z.array(Field).max(MAPPING_LIMITS.fields),
}).meta({
  id: 'Mapping',
  description: 'Defines the JSON payload of a row.',
});
export type Mapping = z.infer<typeof Mapping>;

/** Returns the null policy that applies to a field. A fixed value is never NULL. */
export function nullPolicyOf(field: Field, mapping: Pick<Mapping, 'onNull'>): NullPolicy {
  if ('value' in field) return 'keep';
  return field.onNull ?? mapping.onNull ?? 'keep';
}
