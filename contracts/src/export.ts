import { z } from 'zod';
import { Mapping } from './mapping.js';
import { IssueCode } from './preview.js';
import { Report, ReportProgress } from './report.js';
import { RowKey } from './sample.js';

/** What to do with a row that does not fit the mapping: cut the export off, or leave the row out and count it. */
export const OnError = z.enum(['stop', 'skip']);
export type OnError = z.infer<typeof OnError>;

export const WORKERS_LIMIT = { min: 1, max: 8, default: 1 } as const;

/** What an export is asked for beside its source. */
export const exportMembers = {
  mapping: Mapping,
  /** Rows to read; absent: all. */
  limit: z.int().min(1).optional(),
  onError: OnError.default('stop'),
  /** Connections to read with, in one snapshot; what cannot be read in ranges is read with one. */
  workers: z.int().min(WORKERS_LIMIT.min).max(WORKERS_LIMIT.max).default(WORKERS_LIMIT.default),
  /** Whether payloads are sent. Without them the export only says what it would send. */
  payloads: z.boolean().default(true),
  /** Whether each line is a KeyedPayload instead of a payload. */
  keys: z.boolean().default(false),
  /** Whether a ProgressRecord stands between the other lines a few times a second. */
  progress: z.boolean().default(false),
  /** Whether an EndRecord is the last line. */
  endRecord: z.boolean().default(false),
  /** Whether the last line is an EndRecord with a report. */
  report: z.boolean().default(false),
};

/** A line of an export that asked for keys: `{"key":["17"],"payload":{…}}`, the payload's bytes unchanged. */
export const KeyedPayload = z.object({ key: RowKey, payload: z.json() }).meta({ id: 'KeyedPayload' });
export type KeyedPayload = z.infer<typeof KeyedPayload>;

export const ProgressRecord = z.object({ $progress: ReportProgress }).meta({ id: 'ProgressRecord' });
export type ProgressRecord = z.infer<typeof ProgressRecord>;

/** The last line of an export that asked for it. No payload begins like it: `$` is no first character of a top-level key. */
export const EndRecord = z
  .object({
    $end: z.object({
      /** Payloads written, one a line. */
      rows: z.int(),
      /** Rows left out by `onError: "skip"`. */
      skipped: z.int(),
      /** UTF-8 bytes of the payloads with their line ends. */
      bytes: z.int(),
      /** Why rows were left out; absent where none was. A row counts once for each of its issues. */
      issues: z
        .array(
          z.object({
            /** Index into the mapping's fields; null when the row as a whole is at fault. */
            field: z.int().nullable(),
            /** That field's path. */
            to: z.string().nullable(),
            code: IssueCode,
            rows: z.int(),
            /** Of the first rows; empty where the source has no readable key. */
            keys: z.array(z.array(z.string())),
          }),
        )
        .optional(),
      /** Present where it was asked for. */
      report: Report.optional(),
    }),
  })
  .meta({ id: 'EndRecord' });
export type EndRecord = z.infer<typeof EndRecord>;
