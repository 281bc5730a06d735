import type { FastifyInstance } from 'fastify';
import { endpoints } from '@rowhook/contracts';
import { serve, withMembers, type Services } from './endpoint.js';

export function sourceRoutes(app: FastifyInstance, services: Services): void {
  serve(app, services, endpoints.listRelations, ({ query, database, forward }) =>
    forward('relations', { ...database, system: query.system === 'true' }),
  );
  serve(app, services, endpoints.getRelation, ({ query, database, forward }) =>
    forward('relation', { ...database, relation: query }),
  );
  serve(app, services, endpoints.describeSource, ({ bodyText, database, forward }) =>
    forward('describe', withMembers(database, bodyText)),
  );
  serve(app, services, endpoints.takeSample, ({ bodyText, database, forward }) =>
    forward('sample', withMembers(database, bodyText)),
  );
}
