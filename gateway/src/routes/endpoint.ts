import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { Endpoint, StreamEndpoint } from '@rowhook/contracts';
import type { z } from 'zod';
import type { Config } from '../config.js';
import type { ConnectionTokens } from '../connection-token.js';
import type { Caller, Engine, EngineCallName, EngineRequest } from '../engine/client.js';
import { clientSignal } from '../http/client-signal.js';
import type { ResponseMemory } from '../http/response-memory.js';
import type { Validators } from '../validator/validators.js';
import { authorize, type Authorization } from './authorization.js';
import { streamLines } from './stream.js';

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

type AnyEndpoint = Omit<Endpoint, 'response'>;

/** A request, validated by the schemas of its endpoint. */
export interface EndpointRequest<E extends AnyEndpoint> {
  query: Parsed<E, 'query'>;
  body: Parsed<E, 'body'>;
  /** The text of the body. */
  bodyText: string;
  connection: E['authorized'] extends true ? Authorization['connection'] : undefined;
  database: E['authorized'] extends true ? Authorization['database'] : undefined;
  /** For calls of the engine. */
  caller: Caller;
}

/** A request of an endpoint that responds with a document. */
export interface Call<E extends Endpoint> extends EndpointRequest<E> {
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
  const route = routeOf(endpoint, services);
  app.route({
    ...route,
    schema: { ...route.schema, response: { [endpoint.status]: endpoint.response } },
    handler: async (request, reply) => {
      const reservation = services.responseMemory.reserve();
      reply.raw.once('close', () => reservation.release());
      const caller = { requestId: request.id, signal: clientSignal(reply), reservation };
      const forward: Call<E>['forward'] = async (name, body) =>
        (await services.engine.callWithBytes(name, body, caller)).bytes;
      const call = {
        ...endpointRequestOf<E>(request, caller),
        forward,
      };
      const response = await handle(call);
      if (Buffer.isBuffer(response)) void reply.type('application/json; charset=utf-8');
      return reply.code(endpoint.status).send(response);
    },
  });
}

/** Registers the route of an endpoint whose response is a stream of lines. */
export function serveStream<E extends StreamEndpoint>(
  app: FastifyInstance,
  services: Services,
  endpoint: E,
  linesOf: (call: EndpointRequest<E>) => AsyncGenerator<object, void>,
): void {
  app.route({
    ...routeOf(endpoint, services),
    config: { stream: true },
    handler: async (request, reply) => {
      const caller = { requestId: request.id, signal: clientSignal(reply, services.closing) };
      const stream = await streamLines(
        reply,
        linesOf(endpointRequestOf<E>(request, caller)),
        services.closing,
      );
      return reply.code(endpoint.status).type(endpoint.mediaType).send(stream);
    },
  });
}

function routeOf({ method, path, query, body, authorized }: AnyEndpoint, services: Services) {
  return {
    method,
    url: path,
    // Fastify warns of a schema that is undefined.
    schema: { ...(query && { querystring: query }), ...(body && { body }) },
    onRequest: authorized ? authorize(services) : [],
  };
}

/** Fastify has validated the request by the endpoint's schemas, which its types cannot express here. */
function endpointRequestOf<E extends AnyEndpoint>(
  request: FastifyRequest,
  caller: Caller,
): EndpointRequest<E> {
  const { query, body, bodyText, authorization } = request;
  return { query, body, bodyText, ...authorization, caller } as EndpointRequest<E>;
}

/**
 * Inserts members at the start of a JSON object's text, which must not be empty. The rest stays as the client wrote it: a JavaScript object
 * would lose the order of keys like `"10"` and `"2"`, duplicate keys and `__proto__`.
 */
export function withMembers(members: object, object: string): string {
  return `${JSON.stringify(members).slice(0, -1)},${object.trimStart().slice(1)}`;
}
