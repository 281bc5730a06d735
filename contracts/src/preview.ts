import { z } from 'zod';
import { Issue } from './issue.js';
import { Mapping } from './mapping.js';
import { RowKey, Rows } from './sample.js';
import { schemaMembers, SchemaIssue } from './schema.js';
import { withSource } from './source.js';
import { Warning } from './warning.js';

/** The members of a preview request besides its source. */
export const previewMembers = { rows: Rows.prefault({}), mapping: Mapping };

export const PreviewRequest = withSource({ ...previewMembers, ...schemaMembers }).meta({
  id: 'PreviewRequest',
});
export type PreviewRequest = z.infer<typeof PreviewRequest>;

export const Payload = z
  .object({
    key: RowKey,
    /** The exact text that a webhook receives, with all digits of its numbers. Null if the row has issues. */
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
