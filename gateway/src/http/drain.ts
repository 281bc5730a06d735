import type { FastifyInstance } from 'fastify';

/** How long requests may run after closing begins. `npm start` and Docker wait for ten seconds before they kill the process. */
const GRACE_MS = 5_000;

/**
 * Closes all connections when the last running request ends, at the latest after the grace period. Node alone would wait for connections
 * without a request and for kept-alive ones that were busy when closing began. The returned signal aborts when closing begins, to end
 * requests that would run longer.
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
