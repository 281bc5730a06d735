import type { FastifyInstance } from 'fastify';
import { ProblemError } from './problems.js';

export const BODY_LIMIT_BYTES = 2 * 1024 * 1024;

/** The engine's, so that nothing passes here and is refused there: beyond any mapping, and far below where a reader runs out of stack. */
const JSON_DEPTH_LIMIT = 100;

declare module 'fastify' {
  interface FastifyRequest {
    /** What the body was parsed from; empty without one. */
    bodyText: string;
  }
}

/**
 * Takes JSON bodies and no others. `__proto__` and its like are members as any other: a fixed value of a mapping may
 * have them, and the strict schemas refuse them everywhere else.
 */
export function registerJsonBody(app: FastifyInstance): void {
  const parse = app.getDefaultJsonParser('ignore', 'ignore');
  app.decorateRequest('bodyText', '');
  app.removeAllContentTypeParsers();
  app.addContentTypeParser<string>('application/json', { parseAs: 'string' }, (request, body, done) => {
    if (isDeeperThan(JSON_DEPTH_LIMIT, body)) {
      done(new ProblemError('request_invalid', `The body is nested deeper than ${JSON_DEPTH_LIMIT} levels.`));
      return;
    }
    request.bodyText = body;
    void parse(request, body, done);
  });
}

/** Counts brackets outside strings, so that no parser has to survive the nesting first. */
export function isDeeperThan(limit: number, json: string): boolean {
  let depth = 0;
  let inString = false;
  for (let i = 0; i < json.length; i++) {
    const character = json[i];
    if (inString) {
      if (character === '\\') i++;
      else if (character === '"') inString = false;
    } else if (character === '"') inString = true;
    else if (character === '{' || character === '[') {
      if (++depth > limit) return true;
    } else if (character === '}' || character === ']') depth--;
  }
  return false;
}
