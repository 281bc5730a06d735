import type { CheckLine } from '@rowhook/contracts';
import { readExport } from './export-lines.js';
import { PayloadBatches } from './payload-batches.js';
import type { ValidatorLease } from './validator/validators.js';

/** Makes the lines of a check, up to its report, from an export. With a validator, validates the payloads too. */
export async function* checkLines(
  chunks: AsyncIterable<Buffer>,
  validator?: ValidatorLease,
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
  // Only once the export has ended without an error.
  if (end !== undefined) yield end;
}
