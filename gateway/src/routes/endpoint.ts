import type { FastifyInstance } from 'fastify';
import type { Endpoint } from '@rowhook/contracts';
import type { z } from 'zod';
import type { Config } from '../config.js';
import type { ConnectionTokens } from '../connection-token.js';
import type { Caller, Engine, EngineResponse, EngineCallName, EngineRequest } from '../engine/client.js';
import type { JsonText } from '../engine/json-text.js';
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
  sealed: E['authorized'] extends true ? Authorization['sealed'] : undefined;
  database: E['authorized'] extends true ? Authorization['database'] : undefined;
  /** Calls the engine for this request. */
  callEngine: <Name extends EngineCallName>(
    name: Name,
    body: EngineRequest<Name> | JsonText,
  ) => Promise<EngineResponse<Name>>;
  /** The same, but returns the validated bytes of the response, to be sent unchanged. */
  relay: <Name extends EngineCallName>(name: Name, body: EngineRequest<Name> | JsonText) => Promise<Buffer>;
  /** What these calls are made with. */
  caller: Caller;
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
      ...(endpoint.query === undefined ? {} : { querystring: endpoint.query }),
      ...(endpoint.body === undefined ? {} : { body: endpoint.body }),
      response: { [endpoint.status]: endpoint.response },
    },
    ...(endpoint.authorized ? { onRequest: authorize(services) } : {}),
    handler: async (request, reply) => {
      const reservation = services.responseMemory.reserve();
      reply.raw.once('close', () => reservation.release());
      const caller = { requestId: request.id, signal: clientSignal(reply), reservation };
      const call = {
        query: request.query,
        body: request.body,
        bodyText: request.bodyText,
        ...request.authorization,
        callEngine: <Name extends EngineCallName>(name: Name, body: EngineRequest<Name> | JsonText) =>
          services.engine.call(name, body, caller),
        relay: async <Name extends EngineCallName>(name: Name, body: EngineRequest<Name> | JsonText) =>
          (await services.engine.relay(name, body, caller)).bytes,
        caller,
      };
      // Fastify has validated the request by this endpoint's schemas, which its types cannot express here.
      const response = await handle(call as Call<E>);
      if (Buffer.isBuffer(response)) void reply.type('application/json; charset=utf-8');
      return reply.code(endpoint.status).send(response);
    },
  });
}
