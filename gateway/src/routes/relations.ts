import type { FastifyInstance } from 'fastify';
import { endpoints } from '@rowhook/contracts';
import { serve, type Services } from './endpoint.js';

export function relationRoutes(app: FastifyInstance, services: Services): void {
  serve(app, services, endpoints.listRelations, ({ query, source, ask }) =>
    ask('relations', { ...source, system: query.system === 'true' }),
  );
  serve(app, services, endpoints.getRelation, ({ query, source, ask }) =>
    ask('relation', { ...source, relation: query }),
  );
}
