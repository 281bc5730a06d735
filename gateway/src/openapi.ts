import swagger from '@fastify/swagger';
import swaggerUi from '@fastify/swagger-ui';
import type { FastifyInstance } from 'fastify';
import { createJsonSchemaTransform } from 'fastify-type-provider-zod';
import { z } from 'zod';
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
    transform: createJsonSchemaTransform({ zodToJsonConfig: { override } }),
  });
  await app.register(swaggerUi, {
    routePrefix: '/docs',
    theme: { title: 'Rowhook API' },
    uiConfig: { layout: 'BaseLayout' },
  });
}

/** Where Zod's own rendering says something else than the contracts mean. */
function override({
  zodSchema,
  jsonSchema,
}: {
  zodSchema: z.core.$ZodTypes;
  jsonSchema: z.core.JSONSchema.BaseSchema;
}): void {
  const { def } = zodSchema._zod;
  if (def.type !== 'object') return;
  // z.json() is recursive and would become a reference that leads out of the document.
  for (const [key, property] of Object.entries(def.shape as Record<string, z.core.$ZodTypes>)) {
    if (property._zod.def.type === 'lazy')
      jsonSchema.properties = { ...jsonSchema.properties, [key]: ANY_JSON };
  }
  // Answers may grow: only requests, which are strict, refuse other keys.
  if (def.catchall === undefined) delete jsonSchema.additionalProperties;
}

const ANY_JSON = { description: 'Any JSON value' };
