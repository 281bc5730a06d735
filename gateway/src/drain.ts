import type { Server } from 'node:http';
import { setTimeout as delay } from 'node:timers/promises';

/**
 * Counts the requests being answered. The returned function resolves once there is none, at the latest after
 * `graceMs`, and then cuts every connection still open, also those on which nothing was ever asked.
 */
export function trackRequests(server: Server): (graceMs: number) => Promise<void> {
  let running = 0;
  let onIdle = (): void => undefined;
  server.on('request', (_request, response) => {
    running++;
    response.once('close', () => {
      if (--running === 0) onIdle();
    });
  });
  return async (graceMs) => {
    const idle = new Promise<void>((resolve) => {
      onIdle = resolve;
      if (running === 0) resolve();
    });
    const timeout = new AbortController();
    await Promise.race([idle, delay(graceMs, undefined, { signal: timeout.signal }).catch(() => undefined)]);
    timeout.abort();
    server.closeAllConnections();
  };
}
