import type { FastifyInstance } from 'fastify';
import { endpoints } from '@rowhook/contracts';
import { serve, type Services } from './endpoint.js';

export function previewRoutes(app: FastifyInstance, services: Services): void {
  serve(app, services, endpoints.createPreview, ({ body, source, relay }) =>
    relay('preview', { ...source, ...body }),
  );
}
