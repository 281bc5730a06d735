import { z } from 'zod';
import { Column } from './relation.js';
import { withSource } from './source.js';
import { Warning } from './warning.js';

export const DescribeRequest = withSource({}).meta({ id: 'DescribeRequest' });

/** The columns and the key of a source, without reading rows. */
export const Description = z
  .object({
    columns: z.array(Column),
    /** Names of the columns that identify a row, in key order: the primary key of a table, or the query's own `key`. */
    key: z.array(z.string()),
    warnings: z.array(Warning),
  })
  .meta({ id: 'Description' });
export type Description = z.infer<typeof Description>;
