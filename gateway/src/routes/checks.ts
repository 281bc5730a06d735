import { hasSchema, streams } from '@rowhook/contracts';
import type { FastifyInstance } from 'fastify';
import { checkLines } from '../check-lines.js';
import { withMembers } from '../json-text.js';
import type { Services } from './endpoint.js';
import { serveStream } from './stream.js';

export function checkRoutes(app: FastifyInstance, services: Services): void {
  serveStream(app, services, streams.createCheck, async function* ({ body, bodyText, database, caller }) {
    const keyed = hasSchema(body);
    const validator = keyed ? services.validators.acquire(caller.signal) : undefined;
    try {
      const { rest } = (await validator?.request('prepare', { body: bodyText })) ?? { rest: bodyText };
      const wanted = { report: true, progress: true, onError: 'skip', payloads: keyed, keys: keyed };
      const chunks = await services.engine.export(withMembers({ ...database, ...wanted }, rest), caller);
      yield* checkLines(chunks, validator);
    } finally {
      validator?.release();
    }
  });
}
