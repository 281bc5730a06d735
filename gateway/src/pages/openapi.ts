import swagger from '@fastify/swagger';
import swaggerUi from '@fastify/swagger-ui';
import { gatewayApi } from '@rowhook/contracts/documents';
import type { FastifyInstance } from 'fastify';
import { version } from '../version.js';

/** The OpenAPI document of the contracts: `/docs` to read, `/docs/json` for tools. Its server is this gateway. */
export async function registerOpenApi(app: FastifyInstance): Promise<void> {
  const document = { ...gatewayApi(version), servers: [{ url: '/' }] };
  await app.register(swagger, { mode: 'static', specification: { document } });
  await app.register(swaggerUi, {
    routePrefix: '/docs',
    theme: { title: 'Rowhook API' },
    uiConfig: { layout: 'BaseLayout' },
  });
}
