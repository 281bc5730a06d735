import { hasSchema, streams, type CheckLine } from '@rowhook/contracts';
import type { FastifyInstance } from 'fastify';
import { readExport } from '../engine/export-lines.js';
import { PayloadBatches } from '../validator/payload-batches.js';
import type { ValidatorLease } from '../validator/validators.js';
import { withMembers, type Services } from './endpoint.js';
import { serveStream } from './stream.js';

export function checkRoutes(app: FastifyInstance, services: Services): void {
  serveStream(app, services, streams.createCheck, async function* ({ body, bodyText, database, caller }) {
    const validates = hasSchema(body);
    const validator = validates ? services.validators.acquire(caller.signal) : undefined;
    try {
      const { rest } = (await validator?.request('prepare', { body: bodyText })) ?? { rest: bodyText };
      const wanted = { report: true, progress: true, onError: 'skip', payloads: validates, keys: validates };
      const chunks = await services.engine.export(withMembers({ ...database, ...wanted }, rest), caller);
      yield* checkLines(chunks, validator);
    } finally {
      validator?.release();
    }
  });
}

/** Makes the lines of a check, up to its report, from an export. With a validator, validates the payloads too. */
async function* checkLines(
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
