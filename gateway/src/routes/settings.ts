import type { FastifyInstance } from 'fastify';
import { endpoints } from '@rowhook/contracts';
import { answersWithinMs } from '../engine-client.js';
import { version } from '../version.js';
import { serve, type Services } from './endpoint.js';

/** Where engine/docker-compose.yml publishes the engine. A name like `engine` is known only among the containers. */
const PUBLISHED_ENGINE = 'http://127.0.0.1:7070';

const isLoopback = (url: string) => /^(127\.|localhost$|\[::1\]$)/.test(new URL(url).hostname);

export function settingsRoutes(app: FastifyInstance, services: Services): void {
  const { engineBudgetMs, engineUrl, sources } = services.config;
  serve(app, services, endpoints.settings, () => ({
    version,
    demo: sources.demo !== undefined,
    configured: sources.configured !== undefined,
    answersWithinMs: answersWithinMs(engineBudgetMs),
    engineUrl: isLoopback(engineUrl) ? engineUrl : PUBLISHED_ENGINE,
  }));
}
