import { z } from 'zod';
import { problemCodes } from './problem-kinds.js';
import { Conditions, withSource } from './source.js';
import { strict } from './strict.js';
import { Warning } from './warning.js';

export const ROWS_LIMIT = { min: 1, max: 100, default: 10 } as const;

/**
 * Which rows: by key from the start or the end, about evenly over the table, where a column is NULL, or where all conditions
 * hold. The conditions only choose among the rows of the source.
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

/** What a sample is asked for beside its source. */
export const sampleMembers = {
  rows: Rows.prefault({}),
  /** Ask the database even when a kept sample would answer. */
  refresh: z.boolean().default(false),
};

export const SampleRequest = withSource({}, sampleMembers).meta({ id: 'SampleRequest' });
export type SampleRequest = z.infer<typeof SampleRequest>;

/** The key's values as text, in key order; null where the source has no readable key. */
export const RowKey = z.array(z.string()).nullable();

/** Where the JSON text of a cell is cut. */
export const CELL_CHARACTERS = 200;

export const Cell = z
  .object({
    /** The JSON text of the default rule, cut at CELL_CHARACTERS; null for SQL NULL. */
    json: z.string().nullable(),
    /** Size of the whole JSON text in UTF-8 bytes. */
    bytes: z.int(),
  })
  .meta({ id: 'Cell' });
export type Cell = z.infer<typeof Cell>;

/** Why Postgres cannot give a column for these rows, as when a view divides by zero. The other columns are there. */
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
    /** Those whose cells are null in every row because of an error; a mapping that names one makes an issue of each row. */
    columnErrors: z.array(ColumnError),
    rows: z.array(z.object({ key: RowKey, cells: z.array(Cell) })),
    /** The columns that the rows are ordered by; empty where no order was asked of Postgres. */
    order: z.array(z.string()),
    takenAt: z.iso.datetime(),
    warnings: z.array(Warning),
  })
  .meta({ id: 'Sample' });
export type Sample = z.infer<typeof Sample>;
