import type { CheckLine } from '@rowhook/contracts';
import { readExport } from './export-lines.js';
import { PayloadBatches } from './payload-batches.js';
import type { LentValidator } from './validator/validators.js';

/** The lines of a check, up to its report, from the export that it reads. Payloads, if there are any, are held to the validator's schema. */
export async function* checkLines(
  chunks: AsyncIterable<Buffer>,
  validator?: LentValidator,
): AsyncGenerator<CheckLine, void> {
  const batches = validator && new PayloadBatches(validator);
  let end: CheckLine | undefined;
  for await (const event of readExport(chunks)) {
    if ('progress' in event) yield event;
    else if ('payloads' in event) await batches?.add(event.payloads);
    else
      end = {
        report: { ...event.report, ...(batches && { schema: await batches.report(event.report.payloads) }) },
      };
  }
  // Not before the export has ended as it should.
  if (end !== undefined) yield end;
}
