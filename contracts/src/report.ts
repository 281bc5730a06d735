import { z } from 'zod';
import { IssueCode } from './issue.js';
import { RowKey } from './sample.js';
import { SchemaIssue } from './schema.js';

/** A row in the report. */
const rowMembers = {
  key: RowKey,
  /** Null for a row with a key. Otherwise the beginning of its payload or, without a payload, of its COPY text. */
  excerpt: z.string().nullable(),
};

export const ReportExample = z
  .object({
    ...rowMembers,
    /**
     * The beginning of the value, as Postgres prints it or, for a schema issue, as it is in the payload. Null for SQL NULL, for a missing
     * value and for issues of the whole row.
     */
    value: z.string().nullable(),
  })
  .meta({ id: 'ReportExample' });
export type ReportExample = z.infer<typeof ReportExample>;

export const ReportIssue = z
  .object({
    /** Index into the mapping's fields; null for an issue of the whole row. */
    field: z.int().nullable(),
    /** That field's path. */
    to: z.string().nullable(),
    code: IssueCode,
    message: z.string(),
    /** Rows with this issue. A row counts once for each of its issues. */
    rows: z.int(),
    /** From the first rows. */
    examples: z.array(ReportExample),
  })
  .meta({ id: 'ReportIssue' });
export type ReportIssue = z.infer<typeof ReportIssue>;

export const ValueType = z.enum(['null', 'boolean', 'number', 'string', 'array', 'object']);
export type ValueType = z.infer<typeof ValueType>;

/** Facts about the values of a field that reads columns, over all rows, including rejected ones. */
export const ReportField = z
  .object({
    field: z.int(),
    to: z.string(),
    /** Rows whose value is NULL. */
    nulls: z.int(),
    /** Rows whose payload omits the key because the value is NULL. */
    omitted: z.int(),
    /** Length of the longest string in code points; null if no value is a string. */
    longest: z.int().nullable(),
    /** Whole numbers beyond ±(2^53 − 1), which JavaScript and others round. */
    unsafeNumbers: z.int(),
    /** JSON types of the values, in the order of ValueType. */
    types: z.array(ValueType),
  })
  .meta({ id: 'ReportField' });
export type ReportField = z.infer<typeof ReportField>;

/**
 * Sizes of the payloads in UTF-8 bytes. A percentile is the smallest size that this percentage of the payloads does not exceed. From 64 KiB
 * on, sizes other than the smallest and the largest are rounded up by at most 0.1 %.
 */
export const PayloadSizes = z
  .object({
    min: z.int(),
    median: z.int(),
    p95: z.int(),
    p99: z.int(),
    max: z.int(),
    /** Number of payloads with more than `upTo` / 2 and at most `upTo` bytes, where `upTo` is a power of two. Empty ranges are left out. */
    histogram: z.array(z.object({ upTo: z.int(), payloads: z.int() })),
    /** Number of payloads that are larger than each of REPORT_LIMITS.payloadBytes. */
    over: z.array(z.object({ bytes: z.int(), payloads: z.int() })),
  })
  .meta({ id: 'PayloadSizes' });
export type PayloadSizes = z.infer<typeof PayloadSizes>;

/** Rows with the same key, for a query with a key. A table's primary key is unique. */
const ReportKey = z
  .object({
    columns: z.array(z.string()),
    /** Rows whose key contains NULL. */
    nulls: z.int(),
    /** Rows whose key is not unique. */
    duplicates: z.int(),
  })
  .meta({ id: 'ReportKey' });

/** A row with the largest payload or the most NULLs. `value` is the size in bytes, or the number of fields that are NULL. */
export const ReportRow = z
  .object({ ...rowMembers, reason: z.enum(['largest_payload', 'most_nulls']), value: z.int() })
  .meta({ id: 'ReportRow' });
export type ReportRow = z.infer<typeof ReportRow>;

/** The result of a check of all rows. Its size does not depend on the number of rows. */
export const Report = z
  .object({
    /** Always true: all rows were read. An error gives no report. */
    complete: z.literal(true),
    /** When the snapshot of all rows was taken. */
    takenAt: z.iso.datetime(),
    seconds: z.number(),
    rowsPerSecond: z.number(),
    /** Rows read. */
    rows: z.int(),
    payloads: z.int(),
    /** Rows without a payload because of issues. */
    rejected: z.int(),
    /** Size of all payloads in UTF-8 bytes, without line ends. */
    bytes: z.int(),
    /** Null without payloads. */
    sizes: PayloadSizes.nullable(),
    /** In the order of the mapping's fields; issues of whole rows first. */
    issues: z.array(ReportIssue),
    fields: z.array(ReportField),
    notable: z.array(ReportRow),
    /** Null if keys were not counted. */
    key: ReportKey.nullable(),
  })
  .meta({ id: 'Report' });
export type Report = z.infer<typeof Report>;

/** Payloads that violate the same keyword of the receiver's schema at the same place. */
export const SchemaReportIssue = SchemaIssue.extend({
  rows: z.int(),
  examples: z.array(ReportExample),
}).meta({ id: 'SchemaReportIssue' });
export type SchemaReportIssue = z.infer<typeof SchemaReportIssue>;

export const SchemaReport = z
  .object({
    /** Number of payloads that violate the schema. */
    rejected: z.int(),
    /** Most frequent first. A payload counts once in each. */
    issues: z.array(SchemaReportIssue),
    /** Number of further issues that are not listed. */
    moreIssues: z.int(),
  })
  .meta({ id: 'SchemaReport' });
export type SchemaReport = z.infer<typeof SchemaReport>;

export const ReportProgress = z
  .object({
    /** Rows read so far. */
    rows: z.int(),
    /** The server's estimate of the table's rows, at most `limit`; null for a query, a filtered table, and a table that was never analyzed. */
    estimatedRows: z.int().nullable(),
    seconds: z.number(),
  })
  .meta({ id: 'ReportProgress' });
export type ReportProgress = z.infer<typeof ReportProgress>;
