import { hasSchema, streams, type CheckLine, type EngineExportRequest } from '@rowhook/contracts';
import type { FastifyInstance } from 'fastify';
import type { z } from 'zod';
import { readExport } from '../engine/export-lines.js';
import { PayloadBatches } from '../validator/payload-batches.js';
import type { ValidatorLease } from '../validator/validators.js';
import { serveStream, withMembers, type Services, type EndpointRequest } from './endpoint.js';

export function checkRoutes(app: FastifyInstance, services: Services): void {
  serveStream(app, services, streams.createCheck, (call) => check(services, call));
}

/** Exports the rows without their payloads, or with them if they are validated, and yields the lines of the response. */
async function* check(
  { engine, validators }: Services,
  { body, bodyText, database, caller }: EndpointRequest<typeof streams.createCheck>,
): AsyncGenerator<CheckLine, void> {
  const validates = hasSchema(body);
  const validator = validates ? validators.acquire(caller.signal) : undefined;
  try {
    const { rest } = (await validator?.request('prepare', { body: bodyText })) ?? { rest: bodyText };
    const members = {
      ...database,
      report: true,
      progress: true,
      onError: 'skip',
      payloads: validates,
      keys: validates,
    } satisfies Omit<z.input<typeof EngineExportRequest>, 'mapping'>;
    const chunks = await engine.export(withMembers(members, rest), caller);
    yield* checkLines(chunks, validator);
  } finally {
    validator?.release();
  }
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
