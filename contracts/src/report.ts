import { z } from 'zod';
import { IssueCode } from './preview.js';
import { RowKey } from './sample.js';
import { SchemaIssue } from './schema.js';

/** A row that the report names. */
const rowMembers = {
  key: RowKey,
  /**
   * Of a row without a key: the beginning of its payload or, where it has none, of the row as COPY prints it. Null for a row
   * that its key finds.
   */
  excerpt: z.string().nullable(),
};

export const ReportExample = z
  .object({
    ...rowMembers,
    /**
     * The beginning of the value as Postgres prints it, or of a schema issue as the payload has it; null for a SQL NULL, for a value that
     * is missing and for issues of the whole row.
     */
    value: z.string().nullable(),
  })
  .meta({ id: 'ReportExample' });
export type ReportExample = z.infer<typeof ReportExample>;

export const ReportIssue = z
  .object({
    /** Index into the mapping's fields; null when the row as a whole is at fault. */
    field: z.int().nullable(),
    /** That field's path. */
    to: z.string().nullable(),
    code: IssueCode,
    message: z.string(),
    /** Rows with this issue. A row counts once for each of its issues. */
    rows: z.int(),
    /** Of the first rows. */
    examples: z.array(ReportExample),
  })
  .meta({ id: 'ReportIssue' });
export type ReportIssue = z.infer<typeof ReportIssue>;

export const ValueType = z.enum(['null', 'boolean', 'number', 'string', 'array', 'object']);
export type ValueType = z.infer<typeof ValueType>;

/** What all rows have for a field that reads columns, rejected rows too. */
export const ReportField = z
  .object({
    field: z.int(),
    to: z.string(),
    /** Rows whose value is NULL. */
    nulls: z.int(),
    /** Those of them whose payload has no such key, because the field omits it. */
    omitted: z.int(),
    /** Unicode characters of the longest string; null where no value is a string. */
    longest: z.int().nullable(),
    /** Whole numbers beyond ±(2^53 − 1), which JavaScript and others round. */
    unsafeNumbers: z.int(),
    /** JSON types of the values, in the order of ValueType. */
    types: z.array(ValueType),
  })
  .meta({ id: 'ReportField' });
export type ReportField = z.infer<typeof ReportField>;

/**
 * UTF-8 bytes of the payloads. A percentile is the smallest size that so many per cent of the payloads do not exceed. Sizes from 64 KiB on,
 * other than the least and the largest, are rounded up by at most 0.1 %.
 */
export const PayloadSizes = z
  .object({
    min: z.int(),
    median: z.int(),
    p95: z.int(),
    p99: z.int(),
    max: z.int(),
    /** Payloads of at most `upTo` bytes and more than half of it; `upTo` is a power of two. Empty ranges are left out. */
    histogram: z.array(z.object({ upTo: z.int(), payloads: z.int() })),
    /** Payloads larger than each of REPORT_LIMITS.payloadBytes. */
    over: z.array(z.object({ bytes: z.int(), payloads: z.int() })),
  })
  .meta({ id: 'PayloadSizes' });
export type PayloadSizes = z.infer<typeof PayloadSizes>;

/** Rows that share what a receiver would identify them by. Counted for a query with a key; a table's primary key is unique. */
export const ReportKey = z
  .object({
    columns: z.array(z.string()),
    /** Rows with a NULL in their key. */
    nulls: z.int(),
    /** Rows whose key another row has too. */
    duplicates: z.int(),
  })
  .meta({ id: 'ReportKey' });
export type ReportKey = z.infer<typeof ReportKey>;

/** A row worth a look. `value`: bytes of the payload, or fields that are NULL. */
export const ReportRow = z
  .object({ ...rowMembers, reason: z.enum(['largest_payload', 'most_nulls']), value: z.int() })
  .meta({ id: 'ReportRow' });
export type ReportRow = z.infer<typeof ReportRow>;

/** What became of every row of a source. Its size does not depend on the number of rows. */
export const Report = z
  .object({
    /** All rows were read: a failure gives no report. */
    complete: z.literal(true),
    /** When the snapshot was taken that all rows are of. */
    takenAt: z.iso.datetime(),
    seconds: z.number(),
    rowsPerSecond: z.number(),
    /** Rows read. */
    rows: z.int(),
    payloads: z.int(),
    /** Rows without a payload, because of their issues. */
    rejected: z.int(),
    /** UTF-8 bytes of all payloads, without line ends. */
    bytes: z.int(),
    /** Null where there is no payload. */
    sizes: PayloadSizes.nullable(),
    /** In the order of the mapping's fields; those of whole rows first. */
    issues: z.array(ReportIssue),
    fields: z.array(ReportField),
    notable: z.array(ReportRow),
    /** Null where it was not counted. */
    key: ReportKey.nullable(),
  })
  .meta({ id: 'Report' });
export type Report = z.infer<typeof Report>;

/** Payloads that break the receiver's schema in one way: the same keyword of the schema at the same place of the payload. */
export const SchemaReportIssue = SchemaIssue.extend({
  rows: z.int(),
  examples: z.array(ReportExample),
}).meta({ id: 'SchemaReportIssue' });
export type SchemaReportIssue = z.infer<typeof SchemaReportIssue>;

export const SchemaReport = z
  .object({
    /** Payloads that break the schema. */
    rejected: z.int(),
    /** The most frequent first. A payload counts once in each. */
    issues: z.array(SchemaReportIssue),
    /** Kinds of issues beyond those listed. */
    moreIssues: z.int(),
  })
  .meta({ id: 'SchemaReport' });
export type SchemaReport = z.infer<typeof SchemaReport>;

export const ReportProgress = z
  .object({
    /** Rows read so far. */
    rows: z.int(),
    /** What the server's statistics say that the table has; null for a query, a filter, and a table that was never analyzed. */
    estimatedRows: z.int().nullable(),
    seconds: z.number(),
  })
  .meta({ id: 'ReportProgress' });
export type ReportProgress = z.infer<typeof ReportProgress>;
