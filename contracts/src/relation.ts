import { z } from 'zod';
import { Cast } from './cast.js';
import { strict } from './strict.js';

/** Text without U+0000, which Postgres does not allow. */
export const PostgresText = z
  .string()
  .refine((value) => !value.includes('\0'), 'Postgres does not allow the character U+0000 in text.');

const name = PostgresText.min(1).max(255);

/** Unquoted names, in their exact case. */
export const RelationName = strict({
  schema: name,
  name,
}).meta({ id: 'RelationName' });
export type RelationName = z.infer<typeof RelationName>;

export const RelationKind = z.enum([
  'table',
  'partitioned_table',
  'view',
  'materialized_view',
  'foreign_table',
]);
export type RelationKind = z.infer<typeof RelationKind>;

export const Relation = z
  .object({
    schema: z.string(),
    name: z.string(),
    kind: RelationKind,
    partitionOf: z.object({ schema: z.string(), name: z.string() }).nullable(),
    /** The table that this one inherits from, such as the hypertable of a chunk; null for partitions. */
    inheritsFrom: z.object({ schema: z.string(), name: z.string() }).nullable(),
    /** Postgres's estimate, not a count; null if there is none. */
    estimatedRows: z.number().nullable(),
    comment: z.string().nullable(),
    readable: z.boolean(),
    /** False if the name is not UTF-8, which a SQL_ASCII database allows. No request can name such a relation. */
    nameIsUtf8: z.boolean().optional(),
  })
  .meta({ id: 'Relation' });
export type Relation = z.infer<typeof Relation>;

/** The JSON type of a column without a cast; `json` can be any type. */
export const JsonType = z.enum(['boolean', 'number', 'string', 'array', 'json']);
export type JsonType = z.infer<typeof JsonType>;

export const Column = z
  .object({
    name: z.string(),
    /** As format_type() prints it, for example `numeric(12,2)`. */
    type: z.string(),
    jsonType: JsonType,
    casts: z.array(Cast),
    /** Whether `at` may point into it: json and jsonb columns. */
    pointable: z.boolean(),
    nullable: z.boolean(),
    readable: z.boolean(),
    generated: z.boolean(),
    comment: z.string().nullable(),
    position: z.int(),
  })
  .meta({ id: 'Column' });
export type Column = z.infer<typeof Column>;

export const RelationList = z.object({ relations: z.array(Relation) }).meta({ id: 'RelationList' });
export type RelationList = z.infer<typeof RelationList>;

export const RelationDetail = Relation.extend({
  columns: z.array(Column),
  /** Column names in key order; empty without a primary key. */
  primaryKey: z.array(z.string()),
  pages: z.number(),
  /** Whether row-level security limits the rows that this role sees. */
  rowSecurity: z.boolean(),
}).meta({ id: 'RelationDetail' });
export type RelationDetail = z.infer<typeof RelationDetail>;

export const RelationsQuery = strict({
  /** Whether to include system schemas. */
  system: z.enum(['true', 'false']).default('false'),
});
