import { readFileSync } from 'node:fs';
import type { FastifyInstance } from 'fastify';
import { endpoints } from '@rowhook/contracts';
import { z } from 'zod';
import { answersWithinMs } from '../engine-client.js';
import { serve, type Services } from './endpoint.js';

const packageFile = new URL('../../package.json', import.meta.url);

export const version = z
  .object({ version: z.string() })
  .parse(JSON.parse(readFileSync(packageFile, 'utf8'))).version;

export function settingsRoutes(app: FastifyInstance, services: Services): void {
  const { engineBudgetMs, sources } = services.config;
  serve(app, services, endpoints.settings, () => ({
    version,
    demo: sources.demo !== undefined,
    configured: sources.configured !== undefined,
    answersWithinMs: answersWithinMs(engineBudgetMs),
  }));
}
