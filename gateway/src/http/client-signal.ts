import type { FastifyReply } from 'fastify';

/**
 * Aborts when the connection closes before the response is sent. Fastify's own `request.signal` listens to the request
 * stream, which Node closes as soon as a body has been read, so for a POST it would abort every time.
 */
export function clientSignal(reply: FastifyReply): AbortSignal {
  const controller = new AbortController();
  // The client may have disconnected while its body was read or its token decrypted.
  if (reply.raw.destroyed) controller.abort();
  reply.raw.once('close', () => {
    if (!reply.raw.writableFinished) controller.abort();
  });
  return controller.signal;
}
