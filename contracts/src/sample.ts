import { z } from 'zod';
import { IssueCode } from './issue.js';
import { problemCodes } from './problem-kinds.js';
import { Conditions, withSource } from './source.js';
import { strict } from './strict.js';
import { Warning } from './warning.js';

export const ROWS_LIMIT = { min: 1, max: 100, default: 10 } as const;

/**
 * Which rows to read: the first or last by key, some spread over the table, those where a column is NULL, or those that match
 * conditions. The source's own conditions hold too.
 */
export const RowPick = z
  .union([
    z.enum(['first', 'last', 'spread']),
    strict({ nullIn: z.string().min(1) }),
    strict({ where: Conditions.min(1) }),
  ])
  .meta({ id: 'RowPick' });
export type RowPick = z.infer<typeof RowPick>;

export const Rows = strict({
  limit: z.int().min(ROWS_LIMIT.min).max(ROWS_LIMIT.max).default(ROWS_LIMIT.default),
  pick: RowPick.default('first'),
}).meta({ id: 'Rows' });
export type Rows = z.infer<typeof Rows>;

/** The members of a sample request besides its source. */
export const sampleMembers = {
  rows: Rows.prefault({}),
  /** Whether to query the database even if the sample is cached. */
  refresh: z.boolean().default(false),
};

export const SampleRequest = withSource(sampleMembers).meta({ id: 'SampleRequest' });
export type SampleRequest = z.infer<typeof SampleRequest>;

/** The key's values as text, in key order; null if the source has no readable key. */
export const RowKey = z.array(z.string()).nullable();

/** Maximum length of a cell's JSON text. */
export const CELL_CHARACTERS = 200;

export const Cell = z
  .object({
    /** The JSON text of the value without a cast, cut at CELL_CHARACTERS; null for SQL NULL and with an issue. */
    json: z.string().nullable(),
    /** Size of the uncut JSON text in UTF-8 bytes. */
    bytes: z.int(),
    /** Why the value cannot be shown, for example because it is too large. The database may have a value or NULL. */
    issue: IssueCode.optional(),
  })
  .meta({ id: 'Cell' });
export type Cell = z.infer<typeof Cell>;

/** Why Postgres cannot evaluate a column for these rows, for example because a view divides by zero. */
export const ColumnError = z
  .object({
    column: z.string(),
    code: z.enum(problemCodes),
    sqlstate: z.string(),
    message: z.string(),
    hint: z.string().optional(),
  })
  .meta({ id: 'ColumnError' });
export type ColumnError = z.infer<typeof ColumnError>;

export const Sample = z
  .object({
    /** The readable columns, in the order of the cells. */
    columns: z.array(z.string()),
    /** Columns that failed. Their cells have the issue `column_failed`, and a mapping that uses one has an issue in each row. */
    columnErrors: z.array(ColumnError),
    rows: z.array(z.object({ key: RowKey, cells: z.array(Cell) })),
    /** The columns of the ORDER BY; empty without one. */
    order: z.array(z.string()),
    takenAt: z.iso.datetime(),
    warnings: z.array(Warning),
  })
  .meta({ id: 'Sample' });
export type Sample = z.infer<typeof Sample>;
