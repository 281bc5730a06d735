import type { FastifyInstance } from 'fastify';

/** How long requests may still run once closing begins: shorter than any supervisor's patience. */
const GRACE_MS = 5_000;

/**
 * Lets closing end as soon as the last running request is answered, at the latest after the grace: then every
 * connection is cut. Node alone would wait for connections on which nothing was ever asked, and for kept-alive ones
 * that were busy when closing began. The signal aborts at once, for what would run longer than the grace.
 */
export function registerDrain(app: FastifyInstance): AbortSignal {
  const closing = new AbortController();
  const { server } = app;
  let running = 0;
  let onIdle = (): void => undefined;
  server.on('request', (_request, response) => {
    running++;
    response.once('close', () => {
      if (--running === 0) onIdle();
    });
  });
  app.addHook('preClose', (done) => {
    closing.abort();
    const grace = setTimeout(() => server.closeAllConnections(), GRACE_MS);
    onIdle = () => {
      clearTimeout(grace);
      server.closeAllConnections();
    };
    if (running === 0) onIdle();
    done();
  });
  return closing.signal;
}
