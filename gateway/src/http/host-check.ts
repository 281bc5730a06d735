import { isIPv6 } from 'node:net';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Config } from '../config.js';
import { htmlPage } from './html-page.js';
import { ProblemError, sendProblem } from './problems.js';

const LOOPBACK = ['localhost', '127.0.0.1', '[::1]'];
const HEALTH_PATHS = new Set(['/healthz', '/readyz']);
const PRINTABLE_HOST = /^[a-z0-9.:_[\]-]{1,255}$/;

/**
 * Refuses requests whose Host header names neither this machine, nor HOST, nor an entry of ALLOWED_HOSTS: a page elsewhere
 * that rebinds its own DNS name to this address would otherwise reach Rowhook as its own origin.
 */
export function registerHostCheck(app: FastifyInstance, config: Config): void {
  const own = [...LOOPBACK, isIPv6(config.host) ? `[${config.host}]` : config.host.toLowerCase()];
  app.addHook('onRequest', async (request, reply) => {
    const port = request.socket.localPort ?? config.port;
    if (isHostAllowed(request.headers.host, port, config.allowedHosts, own)) return;
    if (HEALTH_PATHS.has(request.url.split('?', 1)[0] ?? '')) return;
    return rejectHost(request, reply);
  });
}

/** `allowed` entries without a port stand for every port; names of `own` only for the port listened on. */
export function isHostAllowed(
  header: string | undefined,
  port: number,
  allowed: readonly string[],
  own: readonly string[] = LOOPBACK,
): boolean {
  if (header === undefined) return false;
  const host = header.toLowerCase();
  const name = host.replace(/:[0-9]*$/, '');
  if (allowed.includes(host) || allowed.includes(name)) return true;
  return own.some((each) => host === `${each}:${port}` || (port === 80 && host === each));
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
<p>On the machine it runs on, open it by <code>localhost</code>, or by the address in <code>HOST</code>.</p>`,
  );
  return reply.code(421).type('text/html; charset=utf-8').send(page);
}
