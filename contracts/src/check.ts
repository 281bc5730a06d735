import { z } from 'zod';
import { exportMembers } from './export.js';
import { Mapping } from './mapping.js';
import { Problem } from './problem.js';
import { Report, ReportProgress, SchemaReport } from './report.js';
import { schemaMembers } from './schema.js';
import { withSource } from './source.js';

export const CheckRequest = withSource({
  mapping: Mapping,
  workers: exportMembers.workers,
  ...schemaMembers,
}).meta({ id: 'CheckRequest' });
export type CheckRequest = z.infer<typeof CheckRequest>;

export const CheckReport = Report.extend({
  /** Absent if the request had no schema. */
  schema: SchemaReport.optional(),
}).meta({ id: 'CheckReport' });
export type CheckReport = z.infer<typeof CheckReport>;

/** A line of the response. The last line is a report or a problem; a response without either was cut off. */
export const CheckLine = z
  .union([
    z.object({ progress: ReportProgress }),
    z.object({ report: CheckReport }),
    z.object({ problem: Problem }),
  ])
  .meta({ id: 'CheckLine' });
export type CheckLine = z.infer<typeof CheckLine>;
