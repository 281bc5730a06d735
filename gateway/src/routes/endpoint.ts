import type { FastifyInstance } from 'fastify';
import type { Endpoint } from '@rowhook/contracts';
import type { z } from 'zod';
import type { Config } from '../config.js';
import type { ConnectionTokens } from '../connection-token.js';
import type { Caller, Engine, EngineCallName, EngineRequest } from '../engine/client.js';
import { clientSignal } from '../http/client-signal.js';
import type { ResponseMemory } from '../http/response-memory.js';
import type { Validators } from '../validator/validators.js';
import { authorize, type Authorization } from './authorization.js';

/** What routes use. */
export interface Services {
  config: Config;
  engine: Engine;
  tokens: ConnectionTokens;
  responseMemory: ResponseMemory;
  validators: Validators;
  /** Aborts when the gateway closes. */
  closing: AbortSignal;
}

type Parsed<E, Part extends string> =
  E extends Record<Part, infer S extends z.ZodType> ? z.output<S> : undefined;

/** A request of an endpoint, validated by its schemas. */
export interface Call<E extends Endpoint> {
  query: Parsed<E, 'query'>;
  body: Parsed<E, 'body'>;
  /** The text of the body. */
  bodyText: string;
  connection: E['authorized'] extends true ? Authorization['connection'] : undefined;
  database: E['authorized'] extends true ? Authorization['database'] : undefined;
  /** For calls of the engine. */
  caller: Caller;
  /** Calls the engine and returns the validated bytes of the response, to be sent unchanged. */
  forward: <Name extends EngineCallName>(name: Name, body: EngineRequest<Name> | string) => Promise<Buffer>;
}

/** Registers the route of an endpoint of the contracts. */
export function serve<E extends Endpoint>(
  app: FastifyInstance,
  services: Services,
  endpoint: E,
  handle: (call: Call<E>) => Promise<z.input<E['response']> | Buffer> | z.input<E['response']>,
): void {
  app.route({
    method: endpoint.method,
    url: endpoint.path,
    schema: {
      // Fastify warns of a schema that is undefined.
      ...(endpoint.query && { querystring: endpoint.query }),
      ...(endpoint.body && { body: endpoint.body }),
      response: { [endpoint.status]: endpoint.response },
    },
    onRequest: endpoint.authorized ? authorize(services) : [],
    handler: async (request, reply) => {
      const reservation = services.responseMemory.reserve();
      reply.raw.once('close', () => reservation.release());
      const caller = { requestId: request.id, signal: clientSignal(reply), reservation };
      const forward: Call<E>['forward'] = async (name, body) =>
        (await services.engine.forward(name, body, caller)).bytes;
      const call = {
        query: request.query,
        body: request.body,
        bodyText: request.bodyText,
        ...request.authorization,
        caller,
        forward,
      };
      // Fastify has validated the request by this endpoint's schemas, which its types cannot express here.
      const response = await handle(call as Call<E>);
      if (Buffer.isBuffer(response)) void reply.type('application/json; charset=utf-8');
      return reply.code(endpoint.status).send(response);
    },
  });
}

/**
 * Inserts members at the start of a JSON object's text, which must not be empty. The rest stays as the client wrote it: a JavaScript object
 * would lose the order of keys like `"10"` and `"2"`, duplicate keys and `__proto__`.
 */
export function withMembers(members: object, object: string): string {
  return `${JSON.stringify(members).slice(0, -1)},${object.trimStart().slice(1)}`;
}
