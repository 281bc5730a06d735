import type { FastifyInstance } from 'fastify';
import { endpoints } from '@rowhook/contracts';
import { serve, type Services } from './endpoint.js';

export function sampleRoutes(app: FastifyInstance, services: Services): void {
  serve(app, services, endpoints.describeSource, ({ body, database, relay }) =>
    relay('describe', { ...database, ...body }),
  );
  serve(app, services, endpoints.takeSample, ({ body, database, relay }) =>
    relay('sample', { ...database, ...body }),
  );
}
