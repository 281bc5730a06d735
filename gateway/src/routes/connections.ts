import type { FastifyInstance } from 'fastify';
import { endpoints } from '@rowhook/contracts';
import { resolveDatabase } from '../database.js';
import { ProblemError } from '../http/problems.js';
import { serve, type Services } from './endpoint.js';

export function connectionRoutes(app: FastifyInstance, services: Services): void {
  serve(app, services, endpoints.createConnection, async ({ body, callEngine }) => {
    const database = resolveDatabase(body, services.config.databases);
    if (database === undefined) {
      const message = 'This installation does not offer that database; see GET /api/v1/settings.';
      throw new ProblemError('request_invalid', message, {
        errors: [{ pointer: '/use', code: 'not_offered', message }],
      });
    }
    const verified = await callEngine('verify', database);
    return { ...verified, ...(await services.tokens.seal(body)) };
  });
  serve(app, services, endpoints.encryptConnection, async ({ sealed, database, callEngine }) => {
    const sslmode = 'require';
    const verified = await callEngine('verify', { ...database, sslmode });
    return { ...verified, ...(await services.tokens.seal({ ...sealed, sslmode })) };
  });
}
