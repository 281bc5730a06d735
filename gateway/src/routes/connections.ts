import type { FastifyInstance } from 'fastify';
import { endpoints } from '@rowhook/contracts';
import { ProblemError } from '../http/problems.js';
import { resolveDatabase } from './authorization.js';
import { serve, type Services } from './endpoint.js';

export function connectionRoutes(app: FastifyInstance, services: Services): void {
  const { config, engine, tokens } = services;
  serve(app, services, endpoints.createConnection, async ({ body, caller }) => {
    const database = resolveDatabase(body, config.databases);
    if (database === undefined) {
      const message = 'This installation does not offer that database; see GET /api/v1/settings.';
      throw new ProblemError('request_invalid', message, {
        errors: [{ pointer: '/use', code: 'not_offered', message }],
      });
    }
    const verified = await engine.call('verify', database, caller);
    return { ...verified, ...(await tokens.seal(body)) };
  });
  serve(app, services, endpoints.encryptConnection, async ({ connection, database, caller }) => {
    const sslmode = 'require';
    const verified = await engine.call('verify', { ...database, sslmode }, caller);
    return { ...verified, ...(await tokens.seal({ ...connection, sslmode })) };
  });
}
