import type { FastifyInstance } from 'fastify';
import { endpoints } from '@rowhook/contracts';
import { ProblemError } from '../problems.js';
import { resolveSource } from '../source.js';
import { serve, type Services } from './endpoint.js';

export function connectionRoutes(app: FastifyInstance, services: Services): void {
  serve(app, services, endpoints.createConnection, async ({ body, ask }) => {
    const source = resolveSource(body, services.config.sources);
    if (source === undefined) {
      const message = 'This installation does not offer that database; see GET /api/v1/settings.';
      throw new ProblemError('request_invalid', message, {
        errors: [{ pointer: '/use', code: 'not_offered', message }],
      });
    }
    const verified = await ask('verify', source);
    return { ...verified, ...(await services.tokens.seal(body)) };
  });
  serve(app, services, endpoints.encryptConnection, async ({ sealed, source, ask }) => {
    const sslmode = 'require';
    const verified = await ask('verify', { ...source, sslmode });
    return { ...verified, ...(await services.tokens.seal({ ...sealed, sslmode })) };
  });
}
