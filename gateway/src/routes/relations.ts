import type { FastifyInstance } from 'fastify';
import { endpoints } from '@rowhook/contracts';
import { serve, type Services } from './endpoint.js';

export function relationRoutes(app: FastifyInstance, services: Services): void {
  serve(app, services, endpoints.listRelations, ({ query, database, relay }) =>
    relay('relations', { ...database, system: query.system === 'true' }),
  );
  serve(app, services, endpoints.getRelation, ({ query, database, relay }) =>
    relay('relation', { ...database, relation: query }),
  );
}
