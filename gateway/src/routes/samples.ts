import type { FastifyInstance } from 'fastify';
import { endpoints } from '@rowhook/contracts';
import { serve, type Services } from './endpoint.js';

export function sampleRoutes(app: FastifyInstance, services: Services): void {
  serve(app, services, endpoints.describeSource, ({ body, source, relay }) =>
    relay('describe', { ...source, ...body }),
  );
  serve(app, services, endpoints.takeSample, ({ body, source, relay }) =>
    relay('sample', { ...source, ...body }),
  );
}
