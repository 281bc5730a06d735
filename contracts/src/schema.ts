import { z } from 'zod';

/** The schema of the payloads that the receiver accepts. */
export const schemaMembers = {
  schema: z
    .union([z.boolean(), z.record(z.string(), z.unknown())])
    .optional()
    .describe(
      'The receiver’s JSON Schema (draft 7, 2019-09 or 2020-12, as stated by "$schema"; 2020-12 by default), or an OpenAPI document.',
    ),
  component: z
    .string()
    .min(1)
    .optional()
    .describe('The name of the schema in "components.schemas" of an OpenAPI document.'),
};

/** Whether a request asks for the validation of its payloads. */
export const hasSchema = ({ schema, component }: { schema?: unknown; component?: string | undefined }) =>
  schema !== undefined || component !== undefined;

/** A violation of the schema by a payload. */
export const SchemaIssue = z
  .object({
    /** JSON Pointer into the payload. In a report, `*` stands for the index into an array. */
    pointer: z.string(),
    /** JSON Pointer of the keyword, in the schema. */
    schemaPointer: z.string(),
    keyword: z.string(),
    message: z.string(),
    /** False if a number beyond ±(2^53 − 1) was compared, because JavaScript rounds it. */
    exact: z.boolean(),
  })
  .meta({ id: 'SchemaIssue' });
export type SchemaIssue = z.infer<typeof SchemaIssue>;
