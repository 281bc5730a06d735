import swagger from '@fastify/swagger';
import swaggerUi from '@fastify/swagger-ui';
import { gatewayApi } from '@rowhook/contracts/documents';
import type { FastifyInstance } from 'fastify';
import { version } from '../version.js';

/** The OpenAPI document of the contracts: `/docs` to read, `/docs/json` for tools. */
export async function registerOpenApi(app: FastifyInstance): Promise<void> {
  await app.register(swagger, { mode: 'static', specification: { document: gatewayApi(version) } });
  await app.register(swaggerUi, {
    routePrefix: '/docs',
    theme: { title: 'Rowhook API' },
    uiConfig: { layout: 'BaseLayout' },
  });
}
