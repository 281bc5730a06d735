import { z } from 'zod';
import { Cast } from './cast.js';
import { strict } from './strict.js';

/** Names as Postgres has them: unquoted, case kept. */
export const RelationName = strict({
  schema: z.string().min(1).max(255),
  name: z.string().min(1).max(255),
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
    /** The table whose rows include those of this one, as of a hypertable's chunks; null for partitions. */
    inheritsFrom: z.object({ schema: z.string(), name: z.string() }).nullable(),
    /** Postgres's estimate, never a count; null where it has none. */
    estimatedRows: z.number().nullable(),
    comment: z.string().nullable(),
    readable: z.boolean(),
    /** False where the name is not UTF-8, which a SQL_ASCII database allows: no request can name the relation. */
    nameIsUtf8: z.boolean().optional(),
  })
  .meta({ id: 'Relation' });
export type Relation = z.infer<typeof Relation>;

/** What the default rule makes of a column; `json` can be any JSON value. */
export const JsonType = z.enum(['boolean', 'number', 'string', 'array', 'json']);
export type JsonType = z.infer<typeof JsonType>;

export const Column = z
  .object({
    name: z.string(),
    /** As Postgres prints it, for example `numeric(12,2)`. */
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
  /** Column names in key order; empty where there is no primary key. */
  primaryKey: z.array(z.string()),
  pages: z.number(),
  /** Whether policies of row-level security decide which rows this login sees. */
  rowSecurity: z.boolean(),
}).meta({ id: 'RelationDetail' });
export type RelationDetail = z.infer<typeof RelationDetail>;

export const RelationsQuery = strict({
  /** Whether to list Postgres's own schemas as well. */
  system: z.enum(['true', 'false']).default('false'),
});
