import { z } from 'zod';
import { Mapping } from './mapping.js';
import { IssueCode } from './issue.js';
import { Problem } from './problem.js';
import { Report, ReportProgress } from './report.js';
import { RowKey } from './sample.js';

export const OnError = z.enum(['stop', 'skip']);
export type OnError = z.infer<typeof OnError>;

export const WORKERS_LIMIT = { min: 1, max: 8, default: 1 } as const;

/** The members of an export request besides its source. */
export const exportMembers = {
  mapping: Mapping,
  limit: z.int().min(1).optional().describe('Number of rows to read. Default: all.'),
  onError: OnError.default('stop').describe(
    'Whether a row with issues ends the export, or is skipped and counted.',
  ),
  workers: z
    .int()
    .min(WORKERS_LIMIT.min)
    .max(WORKERS_LIMIT.max)
    .default(WORKERS_LIMIT.default)
    .describe(
      'Number of connections that read in parallel, in one snapshot. A source that cannot be split into ranges is read by one.',
    ),
  payloads: z
    .boolean()
    .default(true)
    .describe('Whether to send payloads. Without them, the export only reports on them.'),
  keys: z.boolean().default(false).describe('Whether each payload is in a KeyedPayload.'),
  progress: z
    .boolean()
    .default(false)
    .describe(
      'Whether to send a ProgressRecord a few times a second. With this, endRecord or report, a failed export ends with a ProblemRecord.',
    ),
  endRecord: z.boolean().default(false).describe('Whether the last line is an EndRecord.'),
  report: z.boolean().default(false).describe('Whether the last line is an EndRecord with a report.'),
};

/** A line of an export with `keys`: `{"key":["17"],"payload":{…}}`, the payload's bytes unchanged. */
export const KeyedPayload = z.object({ key: RowKey, payload: z.json() }).meta({ id: 'KeyedPayload' });

export const ProgressRecord = z.object({ $progress: ReportProgress }).meta({ id: 'ProgressRecord' });

/** The last line of a failed export with `endRecord`, `report` or `progress`. */
const ProblemRecord = z.object({ $problem: Problem }).meta({ id: 'ProblemRecord' });

/** The last line of an export with `endRecord` or `report`. */
export const EndRecord = z
  .object({
    $end: z.object({
      /** Number of payloads. */
      rows: z.int(),
      /** Number of rows skipped by `onError: "skip"`. */
      skipped: z.int(),
      /** UTF-8 bytes of the payloads, including line ends. */
      bytes: z.int(),
      /** Why rows were skipped; absent if none was. A row counts once for each of its issues. */
      issues: z
        .array(
          z.object({
            /** Index into the mapping's fields; null for an issue of the whole row. */
            field: z.int().nullable(),
            /** That field's path. */
            to: z.string().nullable(),
            code: IssueCode,
            rows: z.int(),
            /** Keys of the first rows; empty if the source has no readable key. */
            keys: z.array(z.array(z.string())),
          }),
        )
        .optional(),
      /** Present if the request has `report`. */
      report: Report.optional(),
    }),
  })
  .meta({ id: 'EndRecord' });

/** A line of an export. */
export const ExportLine = z
  .union([
    z.record(z.string(), z.json()).meta({ description: 'A payload. Its first key never begins with `$`.' }),
    KeyedPayload,
    ProgressRecord,
    EndRecord,
    ProblemRecord,
  ])
  .meta({ id: 'ExportLine' });
