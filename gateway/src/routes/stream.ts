import { Readable } from 'node:stream';
import type { FastifyInstance } from 'fastify';
import type { StreamEndpoint } from '@rowhook/contracts';
import type { z } from 'zod';
import { clientSignal } from '../http/client-signal.js';
import { ClientDisconnected, ProblemError, toProblem, toProblemError } from '../http/problems.js';
import { authorize } from './authorization.js';
import type { Call, Services } from './endpoint.js';

type StreamCall<E extends StreamEndpoint> = Pick<
  Call<E & { response: z.ZodType }>,
  'body' | 'bodyText' | 'database' | 'caller'
>;

/**
 * Registers the route of an endpoint that streams lines. If the handler throws before its first line, the response is a problem;
 * later, the problem is the last line, `{"problem": …}`.
 */
export function serveStream<E extends StreamEndpoint & { body: z.ZodType; line: z.ZodType }>(
  app: FastifyInstance,
  services: Services,
  endpoint: E,
  handle: (call: StreamCall<E>) => AsyncGenerator<z.output<E['line']>, void>,
): void {
  app.route({
    method: endpoint.method,
    url: endpoint.path,
    schema: { body: endpoint.body },
    config: { stream: true },
    onRequest: authorize(services),
    handler: async (request, reply) => {
      const signal = clientSignal(reply, services.closing);
      const { body, bodyText, id: requestId } = request;
      const call = { body, bodyText, ...request.authorization, caller: { requestId, signal } };
      const lines = handle(call as StreamCall<E>);
      reply.raw.once('close', () => void lines.return().catch(() => undefined));
      const failureOf = (error: unknown) =>
        error instanceof ClientDisconnected && services.closing.aborted ? stopped() : (error as Error);
      const first = await lines.next().catch((error: unknown) => {
        throw failureOf(error);
      });
      async function* text() {
        try {
          for (let next = first; next.done !== true; next = await lines.next()) yield toLine(next.value);
        } catch (error) {
          const failure = failureOf(error);
          if (failure instanceof ClientDisconnected) return;
          const problem = toProblemError(failure, request);
          request.log.info({ code: problem.code }, 'stream ended with a problem');
          yield toLine({ problem: toProblem(problem, requestId) });
        }
      }
      return reply.code(endpoint.status).type(endpoint.mediaType).send(Readable.from(text()));
    },
  });
}

const toLine = (value: unknown) => `${JSON.stringify(value)}\n`;

const stopped = () =>
  new ProblemError('connection_lost', 'Rowhook was stopped before it had read every row. Try again.');
