import type { FastifyReply } from 'fastify';

/**
 * Aborts when the connection closes before the response is sent, or when `closing` aborts. Fastify's own `request.signal` listens to
 * the request stream, which Node closes as soon as a body has been read, so for a POST it would abort every time.
 */
export function clientSignal(reply: FastifyReply, closing?: AbortSignal): AbortSignal {
  const controller = new AbortController();
  const abort = () => controller.abort();
  // The client may have disconnected while its body was read or its token decrypted.
  if (reply.raw.destroyed || closing?.aborted) abort();
  // AbortSignal.any would keep a reference in `closing` for each request as long as the gateway runs.
  else closing?.addEventListener('abort', abort);
  reply.raw.once('close', () => {
    closing?.removeEventListener('abort', abort);
    if (!reply.raw.writableFinished) abort();
  });
  return controller.signal;
}
