import type { FastifyReply } from 'fastify';

/**
 * Aborts when the connection closes before the answer is out. Fastify's own `request.signal` listens to the request
 * stream, which Node closes as soon as a body has been read, so for a POST it would abort every time.
 */
export function clientSignal(reply: FastifyReply): AbortSignal {
  const gone = new AbortController();
  // It may have left while its body was read or its token opened.
  if (reply.raw.destroyed) gone.abort();
  reply.raw.once('close', () => {
    if (!reply.raw.writableFinished) gone.abort();
  });
  return gone.signal;
}
