import { z } from 'zod';
import { Cast } from './cast.js';
import { RelationName } from './relation.js';
import { strict } from './strict.js';

/** What a SQL NULL becomes: `null`, no key at all, an issue of the row, or a given value. */
export const NullPolicy = z.union([z.enum(['keep', 'omit', 'error']), strict({ default: z.json() })]);
export type NullPolicy = z.infer<typeof NullPolicy>;

export const MAPPING_LIMITS = { fields: 2000, pathBytes: 64 * 1024 } as const;

const to = z.string().max(MAPPING_LIMITS.pathBytes);

export const ColumnField = strict({
  to,
  column: z.string().min(1),
  /** RFC 6901 JSON Pointer into a json or jsonb column. */
  at: z.string().optional(),
  as: Cast.optional(),
  onNull: NullPolicy.optional(),
});
export type ColumnField = z.infer<typeof ColumnField>;

export const ValueField = strict({ to, value: z.json() });
export type ValueField = z.infer<typeof ValueField>;

/** Text with `{column}` in it, `{{` and `}}` for braces, `{"odd}name"}` for odd names. */
export const TemplateField = strict({ to, template: z.string(), onNull: NullPolicy.optional() });
export type TemplateField = z.infer<typeof TemplateField>;

/** One line of a mapping: where it lands and what stands there. */
export const Field = z.union([ColumnField, ValueField, TemplateField]);
export type Field = z.infer<typeof Field>;

export const Mapping = strict({
  version: z.literal(1),
  relation: RelationName.optional(),
  onNull: NullPolicy.optional(),
  /** In the order of the output. Zod counts them before it looks at any. */
  fields: z.array(Field).max(MAPPING_LIMITS.fields),
});
export type Mapping = z.infer<typeof Mapping>;

/** The null policy in force for a field. A fixed value is never NULL, so it has none. */
export function nullPolicyOf(field: Field, mapping: Pick<Mapping, 'onNull'>): NullPolicy {
  if ('value' in field) return 'keep';
  return field.onNull ?? mapping.onNull ?? 'keep';
}
