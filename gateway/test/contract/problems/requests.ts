import { API_PREFIX, endpoints } from '@rowhook/contracts';
import { postJson } from '../../support/gateway.js';
import { rawRequest } from '../../support/raw-http.js';
import type { Stack } from '../support/stack.js';
import type { Reproductions } from './reproduction.js';

/** Previews with this schema for the payloads. */
const validating = (stack: Stack, schema: object) => {
  const mapping = { version: 1, fields: [{ to: 'id', column: 'id' }] };
  const body = { relation: { schema: 'shop', name: 'customers' }, mapping, schema };
  return stack.call(endpoints.createPreview, { token: stack.token, body });
};

/** Problems of the request itself. */
export const requestProblems = {
  request_invalid: (stack) => stack.call(endpoints.createConnection, { body: {} }),
  connection_expired: (stack) => stack.call(endpoints.listRelations, { token: 'foreign' }),
  not_found: ({ gateway }) => fetch(`${gateway.origin}${API_PREFIX}/nowhere`),
  request_too_large: (stack) =>
    stack.call(endpoints.createConnection, { body: { connectionString: 'x'.repeat(2 * 1024 * 1024) } }),
  unsupported_media_type: ({ gateway }) =>
    postJson(`${gateway.origin}${API_PREFIX}/connections`, 'x', { 'content-type': 'text/plain' }),
  host_header_rejected: async ({ gateway }) => {
    const lines = [`GET ${API_PREFIX}/settings HTTP/1.1`, 'Host: rebound.example'];
    const { status, headers, body } = await rawRequest(gateway.origin, lines);
    return new Response(body, { status, headers });
  },
  mapping_invalid: (stack) => {
    const fields = [
      { to: 'user', column: 'first_name' },
      { to: 'user.id', column: 'idd' },
    ];
    const body = { relation: { schema: 'shop', name: 'customers' }, mapping: { version: 1, fields } };
    return stack.call(endpoints.createPreview, { token: stack.token, body });
  },
  schema_invalid: (stack) => validating(stack, { properties: { id: { typ: 'integer' } } }),
  schema_limit_exceeded: (stack) => validating(stack, { properties: { id: { $ref: '#/properties/id' } } }),
} satisfies Reproductions;
