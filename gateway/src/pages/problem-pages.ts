import type { FastifyInstance } from 'fastify';
import { PROBLEM_PAGES, problemKinds } from '@rowhook/contracts';
import { htmlPage } from '../http/html-page.js';

/** The page at the URL of each problem's `type`: what the code means and what to do. */
export function registerProblemPages(app: FastifyInstance): void {
  for (const [code, { status, title, when, retryable }] of Object.entries(problemKinds)) {
    const page = htmlPage(
      title,
      `<p><code>${code}</code>, HTTP ${status}</p>
<p>${when.replaceAll(/`([^`]+)`/g, '<code>$1</code>')}</p>
<p>${retryable ? 'The same request may succeed later.' : 'The same request will fail again.'}</p>`,
    );
    app.get(`${PROBLEM_PAGES}/${code}`, { schema: { hide: true } }, (_request, reply) =>
      reply.type('text/html; charset=utf-8').send(page),
    );
  }
}
