import { isUtf8 } from 'node:buffer';
import type { FastifyInstance } from 'fastify';
import { ProblemError } from './problems.js';

export const BODY_LIMIT_BYTES = 2 * 1024 * 1024;

/** Limits of a body, counted before it is parsed. The engine limits depth and keys too. A mapping of 2,000 fields is far below. */
const LIMITS = { depth: 100, keys: 1_000, elements: 10_000, values: 100_000 } as const;

declare module 'fastify' {
  interface FastifyRequest {
    /** The text of the body; empty without one. */
    bodyText: string;
  }
}

/**
 * Accepts only JSON bodies. `__proto__` and `constructor` are ordinary members: a fixed value of a mapping may have them, and the strict
 * schemas refuse them everywhere else.
 */
export function registerJsonBody(app: FastifyInstance): void {
  const parse = app.getDefaultJsonParser('ignore', 'ignore');
  app.decorateRequest('bodyText', '');
  app.removeAllContentTypeParsers();
  app.addContentTypeParser<Buffer>('application/json', { parseAs: 'buffer' }, (request, bytes, done) => {
    const body = bytes.toString();
    const error = isUtf8(bytes) ? findExcess(body) : 'The body is not valid UTF-8.';
    if (error !== undefined) {
      done(new ProblemError('request_invalid', error));
      return;
    }
    request.bodyText = body;
    void parse(request, body, done);
  });
}

/** Returns a message if a JSON text exceeds a limit. Counts brackets, commas and colons outside strings. */
export function findExcess(
  json: string,
  limits: Record<keyof typeof LIMITS, number> = LIMITS,
): string | undefined {
  /** Commas and colons so far of the open containers, by depth. */
  const commas: number[] = [];
  const colons: number[] = [];
  let values = 0;
  let inString = false;
  for (let i = 0; i < json.length; i++) {
    const character = json[i];
    if (inString) {
      if (character === '\\') i++;
      else if (character === '"') inString = false;
      continue;
    }
    const inner = commas.length - 1;
    switch (character) {
      case '"':
        inString = true;
        break;
      case '{':
      case '[':
        if (commas.length === limits.depth) return `The body is nested deeper than ${limits.depth} levels.`;
        commas.push(0);
        colons.push(0);
        values++;
        break;
      case '}':
      case ']':
        commas.pop();
        colons.pop();
        break;
      case ',':
        values++;
        commas[inner] = (commas[inner] ?? 0) + 1;
        if (commas[inner] >= limits.elements)
          return `An array of the body has more than ${amount(limits.elements)} elements.`;
        break;
      case ':':
        colons[inner] = (colons[inner] ?? 0) + 1;
        if (colons[inner] > limits.keys)
          return `An object of the body has more than ${amount(limits.keys)} keys.`;
        break;
    }
    if (values > limits.values) return `The body has more than ${amount(limits.values)} values.`;
  }
  return undefined;
}

const amount = (count: number) => count.toLocaleString('en');
