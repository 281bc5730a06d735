import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { ConnectionRequest, Endpoint } from '@rowhook/contracts';
import type { z } from 'zod';
import type { AnswerMemory } from '../answer-memory.js';
import { clientSignal } from '../client-signal.js';
import type { Config } from '../config.js';
import { connectionExpired, type ConnectionTokens } from '../connection-token.js';
import type { Caller, Engine, EngineAnswer, EngineCallName, EngineRequest } from '../engine-client.js';
import type { JsonText } from '../json-text.js';
import { resolveSource, type Source } from '../source.js';
import type { Validators } from '../validator/validators.js';

/** What the routes work with. */
export interface Services {
  config: Config;
  engine: Engine;
  tokens: ConnectionTokens;
  answers: AnswerMemory;
  validators: Validators;
  /** Aborts when the gateway closes. */
  closing: AbortSignal;
}

export type Parsed<E, Part extends string> =
  E extends Record<Part, infer S extends z.ZodType> ? z.output<S> : undefined;

/** One request of an endpoint, already held to its schemas. */
export interface Call<E extends Endpoint> {
  query: Parsed<E, 'query'>;
  body: Parsed<E, 'body'>;
  /** What the body was parsed from. */
  bodyText: string;
  /** What the connection token was sealed with. */
  sealed: E['authorized'] extends true ? ConnectionRequest : undefined;
  /** What the connection token stands for. */
  source: E['authorized'] extends true ? Source : undefined;
  /** Calls the engine on behalf of this request. */
  ask: <Name extends EngineCallName>(
    name: Name,
    body: EngineRequest<Name> | JsonText,
  ) => Promise<EngineAnswer<Name>>;
  /** The same for an answer that is the engine's own: its bytes, validated, to be sent as they are. */
  relay: <Name extends EngineCallName>(name: Name, body: EngineRequest<Name> | JsonText) => Promise<Buffer>;
  /** What such calls are made with. */
  caller: Caller;
}

/** Registers the route of an endpoint of the contracts' table; the handler only says how it is answered. */
export function serve<E extends Endpoint>(
  app: FastifyInstance,
  services: Services,
  endpoint: E,
  handle: (call: Call<E>) => Promise<z.input<E['response']> | Buffer> | z.input<E['response']>,
): void {
  const opened = new WeakMap<FastifyRequest, Opened>();
  app.route({
    method: endpoint.method,
    url: endpoint.path,
    schema: {
      ...(endpoint.query === undefined ? {} : { querystring: endpoint.query }),
      ...(endpoint.body === undefined ? {} : { body: endpoint.body }),
      response: { [endpoint.status]: endpoint.response },
    },
    onRequest: async (request) => {
      if (endpoint.authorized) opened.set(request, await openToken(request, services));
    },
    handler: async (request, reply) => {
      const held = services.answers.hold();
      reply.raw.once('close', () => held.release());
      const caller = { requestId: request.id, signal: clientSignal(reply), held };
      const call = {
        query: request.query,
        body: request.body,
        bodyText: request.bodyText,
        ...opened.get(request),
        ask: <Name extends EngineCallName>(name: Name, body: EngineRequest<Name> | JsonText) =>
          services.engine.ask(name, body, caller),
        relay: async <Name extends EngineCallName>(name: Name, body: EngineRequest<Name> | JsonText) =>
          (await services.engine.relay(name, body, caller)).bytes,
        caller,
      };
      // Fastify has put the request through this endpoint's own schemas; its types cannot carry that here.
      const answer = await handle(call as Call<E>);
      if (Buffer.isBuffer(answer)) void reply.type('application/json; charset=utf-8');
      return reply.code(endpoint.status).send(answer);
    },
  });
}

export interface Opened {
  sealed: ConnectionRequest;
  source: Source;
}

export async function openToken(request: FastifyRequest, { config, tokens }: Services): Promise<Opened> {
  const token = /^Bearer +(\S+)$/i.exec(request.headers.authorization ?? '')?.[1];
  if (token === undefined) throw connectionExpired();
  const sealed = await tokens.open(token);
  const source = resolveSource(sealed, config.sources);
  if (source === undefined) throw connectionExpired();
  return { sealed, source };
}
