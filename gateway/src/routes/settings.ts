import type { FastifyInstance } from 'fastify';
import { endpoints } from '@rowhook/contracts';
import { version } from '../version.js';
import { serve, type Services } from './endpoint.js';

export function settingsRoutes(app: FastifyInstance, services: Services): void {
  const { requestTimeoutMs, publishedEngineUrl, databases } = services.config;
  serve(app, services, endpoints.settings, () => ({
    version,
    demo: databases.demo !== undefined,
    configured: databases.configured !== undefined,
    timeLimitMs: requestTimeoutMs,
    engineUrl: publishedEngineUrl,
  }));
}
