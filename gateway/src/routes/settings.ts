import type { FastifyInstance } from 'fastify';
import { endpoints } from '@rowhook/contracts';
import { answersWithinMs } from '../engine-client.js';
import { version } from '../version.js';
import { serve, type Services } from './endpoint.js';

export function settingsRoutes(app: FastifyInstance, services: Services): void {
  const { engineBudgetMs, engineUrl, sources } = services.config;
  serve(app, services, endpoints.settings, () => ({
    version,
    demo: sources.demo !== undefined,
    configured: sources.configured !== undefined,
    answersWithinMs: answersWithinMs(engineBudgetMs),
    engineUrl,
  }));
}
