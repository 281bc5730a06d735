import { Readable } from 'node:stream';
import type { FastifyReply } from 'fastify';
import { ClientDisconnected, ProblemError, toProblem, toProblemError } from '../http/problems.js';

/**
 * Returns the lines as JSON text. Rejects if the first line fails; a later failure becomes the last line, `{"problem": …}`. Ends the
 * generator when the connection closes. If the gateway stops the request because it is closing, that is a problem too.
 */
export async function streamLines(
  reply: FastifyReply,
  lines: AsyncGenerator<object, void>,
  closing: AbortSignal,
): Promise<Readable> {
  const { request } = reply;
  reply.raw.once('close', () => void lines.return().catch(() => undefined));
  const failureOf = (error: unknown) =>
    error instanceof ClientDisconnected && closing.aborted ? stopped() : (error as Error);
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
      yield toLine({ problem: toProblem(problem, request.id) });
    }
  }
  return Readable.from(text());
}

const toLine = (value: unknown) => `${JSON.stringify(value)}\n`;

const stopped = () =>
  new ProblemError('connection_lost', 'Rowhook was stopped before it had read every row. Try again.');
