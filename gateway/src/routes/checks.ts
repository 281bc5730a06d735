import { hasSchema, streams, type CheckLine, type CheckRequest } from '@rowhook/contracts';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { Caller } from '../engine/client.js';
import { readExport } from '../engine/export-lines.js';
import { clientSignal } from '../http/client-signal.js';
import { PayloadBatches } from '../validator/payload-batches.js';
import type { ValidatorLease } from '../validator/validators.js';
import { authorize } from './authorization.js';
import { withMembers, type Services } from './endpoint.js';
import { streamLines } from './stream.js';

interface CheckRoute {
  Body: CheckRequest;
}

export function checkRoutes(app: FastifyInstance, services: Services): void {
  const { method, path, body, status, mediaType } = streams.createCheck;
  app.route<CheckRoute>({
    method,
    url: path,
    schema: { body },
    config: { stream: true },
    onRequest: authorize(services),
    handler: async (request, reply) => {
      const caller = { requestId: request.id, signal: clientSignal(reply, services.closing) };
      const stream = await streamLines(reply, check(services, request, caller), services.closing);
      return reply.code(status).type(mediaType).send(stream);
    },
  });
}

/** Exports the rows without their payloads, or with them if they are validated, and yields the lines of the response. */
async function* check(
  { engine, validators }: Services,
  { body, bodyText, authorization }: FastifyRequest<CheckRoute>,
  caller: Caller,
): AsyncGenerator<CheckLine, void> {
  const validates = hasSchema(body);
  const validator = validates ? validators.acquire(caller.signal) : undefined;
  try {
    const { rest } = (await validator?.request('prepare', { body: bodyText })) ?? { rest: bodyText };
    const wanted = { report: true, progress: true, onError: 'skip', payloads: validates, keys: validates };
    const chunks = await engine.export(withMembers({ ...authorization?.database, ...wanted }, rest), caller);
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
