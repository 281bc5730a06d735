import type { FastifyInstance } from 'fastify';
import { endpoints } from '@rowhook/contracts';
import { answersWithinMs } from '../engine-client.js';
import { version } from '../version.js';
import { serve, type Services } from './endpoint.js';

/** Where engine/docker-compose.yml publishes the engine. The container's own name resolves only between containers. */
const PUBLISHED_ENGINE = 'http://127.0.0.1:7070';

const isLoopback = (url: string) => /^(127\.|localhost$|\[::1\]$)/.test(new URL(url).hostname);

export function settingsRoutes(app: FastifyInstance, services: Services): void {
  const { engineBudgetMs, engineUrl, databases } = services.config;
  serve(app, services, endpoints.settings, () => ({
    version,
    demo: databases.demo !== undefined,
    configured: databases.configured !== undefined,
    answersWithinMs: answersWithinMs(engineBudgetMs),
    engineUrl: isLoopback(engineUrl) ? engineUrl : PUBLISHED_ENGINE,
  }));
}
