import type { FastifyInstance } from 'fastify';
import { endpoints } from '@rowhook/contracts';
import { serve, type Services } from './endpoint.js';

export function relationRoutes(app: FastifyInstance, services: Services): void {
  serve(app, services, endpoints.listRelations, ({ query, source, relay }) =>
    relay('relations', { ...source, system: query.system === 'true' }),
  );
  serve(app, services, endpoints.getRelation, ({ query, source, relay }) =>
    relay('relation', { ...source, relation: query }),
  );
}
