import type { FastifyInstance } from 'fastify';
import { endpoints } from '@rowhook/contracts';
import { withMembers } from '../engine-client.js';
import { serve, type Services } from './endpoint.js';

export function previewRoutes(app: FastifyInstance, services: Services): void {
  serve(app, services, endpoints.createPreview, ({ bodyText, source, relay }) =>
    relay('preview', withMembers(source, bodyText)),
  );
}
