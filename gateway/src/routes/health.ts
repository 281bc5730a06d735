import type { FastifyInstance } from 'fastify';
import type { Engine } from '../engine/client.js';
import { clientSignal } from '../http/client-signal.js';

/** Health checks for process supervisors: no prefix, no Host check, nothing secret. */
export function healthRoutes(app: FastifyInstance, engine: Engine): void {
  app.get('/healthz', { schema: { hide: true } }, () => ({ status: 'ok' }));
  app.get('/readyz', { schema: { hide: true } }, async (request, reply) => {
    await engine.ready({ requestId: request.id, signal: clientSignal(reply) });
    return { status: 'ready' };
  });
}
