import swagger from '@fastify/swagger';
import swaggerUi from '@fastify/swagger-ui';
import type { FastifyInstance } from 'fastify';
import { jsonSchemaTransform } from 'fastify-type-provider-zod';
import { version } from './routes/settings.js';

/** OpenAPI 3.1 of the routes registered after this: `/docs` to read, `/docs/json` for tools. */
export async function registerOpenApi(app: FastifyInstance): Promise<void> {
  await app.register(swagger, {
    openapi: {
      openapi: '3.1.0',
      info: {
        title: 'Rowhook',
        version,
        description: 'From a connection string to the exact JSON that a webhook would receive.',
      },
      components: {
        securitySchemes: {
          connectionToken: { type: 'http', scheme: 'bearer', description: 'The token of POST /connections.' },
        },
      },
    },
    transform: jsonSchemaTransform,
  });
  await app.register(swaggerUi, { routePrefix: '/docs', theme: { title: 'Rowhook API' } });
}
