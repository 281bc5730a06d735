import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { htmlPage } from './html-page.js';
import { ProblemError, sendProblem } from './problems.js';

const LOOPBACK = ['localhost', '127.0.0.1', '[::1]'];
const HEALTH_PATHS = new Set(['/healthz', '/readyz']);
const PRINTABLE_HOST = /^[a-z0-9.:_[\]-]{1,255}$/;

/**
 * Refuses requests whose Host header names neither this machine nor an entry of ALLOWED_HOSTS: a page elsewhere that
 * rebinds its own DNS name to this address would otherwise reach Rowhook as its own origin.
 */
export function registerHostCheck(
  app: FastifyInstance,
  allowedHosts: readonly string[],
  configuredPort: number,
): void {
  app.addHook('onRequest', async (request, reply) => {
    const port = request.socket.localPort ?? configuredPort;
    if (isHostAllowed(request.headers.host, port, allowedHosts)) return;
    if (HEALTH_PATHS.has(request.url.split('?', 1)[0] ?? '')) return;
    return rejectHost(request, reply);
  });
}

/** `allowed` entries without a port stand for every port; loopback names only for the port listened on. */
export function isHostAllowed(header: string | undefined, port: number, allowed: readonly string[]): boolean {
  if (header === undefined) return false;
  const host = header.toLowerCase();
  const name = host.replace(/:[0-9]*$/, '');
  if (allowed.includes(host) || allowed.includes(name)) return true;
  return LOOPBACK.some((loopback) => host === `${loopback}:${port}` || (port === 80 && host === loopback));
}

function rejectHost(request: FastifyRequest, reply: FastifyReply): FastifyReply {
  const given = request.headers.host?.toLowerCase() ?? '';
  const host = PRINTABLE_HOST.test(given) ? given : 'your-host-name';
  const hint = `Start Rowhook with ALLOWED_HOSTS=${host} to serve this name, or open it by localhost.`;
  if (!request.headers.accept?.includes('text/html')) {
    const detail = 'The Host header names neither this machine nor an entry of ALLOWED_HOSTS.';
    return sendProblem(new ProblemError('host_header_rejected', detail, { hint }), request, reply);
  }
  const page = htmlPage(
    'This host name is not served',
    `<p>Rowhook responds only under configured names, to protect it from DNS rebinding.</p>
<p>If this is your installation, start it with <code>ALLOWED_HOSTS=${host}</code> in its environment.
Several names are separated by commas.</p>
<p>On the machine it runs on, <code>localhost</code> with the port it listens on always works.</p>`,
  );
  return reply.code(421).type('text/html; charset=utf-8').send(page);
}
