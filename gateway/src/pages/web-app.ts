import { existsSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import fastifyStatic from '@fastify/static';
import type { FastifyInstance } from 'fastify';
import { htmlPage } from '../http/html-page.js';
import { ProblemError, sendProblem } from '../http/problems.js';

/** Vite puts a hash of the content into the file names in this folder. */
const HASHED = `assets${sep}`;
const NOT_THE_APP = /^\/(api|docs)(\/|\?|$)/;

/** Serves the built web app, its page for every other URL that a browser navigates to, and `not_found` for the rest. */
export async function registerWebApp(app: FastifyInstance, root: string): Promise<void> {
  await app.register(fastifyStatic, {
    root,
    cacheControl: false,
    // Nothing here is large enough to be read in parts.
    acceptRanges: false,
    dotfiles: 'ignore',
    setHeaders: (response, path) => {
      const fresh = relative(root, path).startsWith(HASHED)
        ? 'public, max-age=31536000, immutable'
        : 'no-cache';
      response.setHeader('Cache-Control', fresh);
    },
  });
  app.setNotFoundHandler((request, reply) => {
    const { method, headers } = request;
    const navigation = ['GET', 'HEAD'].includes(method) && headers.accept?.includes('text/html') === true;
    if (!navigation || NOT_THE_APP.test(request.url)) {
      sendProblem(new ProblemError('not_found', 'There is nothing at this path.'), request, reply);
    } else if (existsSync(join(root, 'index.html'))) {
      reply.sendFile('index.html');
    } else {
      reply.code(404).type('text/html; charset=utf-8').send(NOT_BUILT);
    }
  });
}

const NOT_BUILT = htmlPage(
  'The page is not built yet',
  `<p>Start Rowhook with <code>npm start</code>, which builds it.</p>
<p>The API is available: <a href="/docs">documentation</a>.</p>`,
);
