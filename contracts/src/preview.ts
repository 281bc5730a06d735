import { z } from 'zod';
import { Mapping } from './mapping.js';
import { RowKey, Rows } from './sample.js';
import { schemaMembers, SchemaIssue } from './schema.js';
import { withSource } from './source.js';
import { Warning } from './warning.js';

/** The members of a preview request besides its source. */
export const previewMembers = { rows: Rows.prefault({}), mapping: Mapping };

export const PreviewRequest = withSource({}, { ...previewMembers, ...schemaMembers }).meta({
  id: 'PreviewRequest',
});
export type PreviewRequest = z.infer<typeof PreviewRequest>;

/** Why a row has no payload. */
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

export const Payload = z
  .object({
    key: RowKey,
    /** The exact text that a webhook receives. Nothing parses and serializes it again, so numbers keep all digits. Null if the row has issues. */
    body: z.string().nullable(),
    /** Size of the body in UTF-8 bytes; 0 without one. */
    bytes: z.int(),
    issues: z.array(Issue),
  })
  .meta({ id: 'Payload' });
export type Payload = z.infer<typeof Payload>;

/** The engine's response. */
export const Preview = z
  .object({
    payloads: z.array(Payload),
    sample: z.object({
      takenAt: z.iso.datetime(),
      /** Whether the rows came from the engine's cache, without a query. */
      reused: z.boolean(),
    }),
    warnings: z.array(Warning),
    timing: z.object({ connectMs: z.number(), queryMs: z.number(), mapMs: z.number() }),
  })
  .meta({ id: 'Preview' });
export type Preview = z.infer<typeof Preview>;

/** The engine's response and, if the request has a schema, its issues. */
export const CheckedPreview = Preview.extend({
  /** The issues of each payload, in the same order. Empty for a valid payload and for a row without one. */
  schemaIssues: z.array(z.array(SchemaIssue)).optional(),
}).meta({ id: 'CheckedPreview' });
export type CheckedPreview = z.infer<typeof CheckedPreview>;
