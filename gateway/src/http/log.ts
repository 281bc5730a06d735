import type { FastifyInstance } from 'fastify';
import { LogController } from 'fastify';
import type { PinoLoggerOptions } from 'fastify/types/logger.js';
import type { Config } from '../config.js';

/** Where log lines go; standard output by default. */
export interface LogStream {
  write(line: string): void;
}

/**
 * One JSON line for each event: level, time, msg and details. An error is logged with its name, code and stack, without its message,
 * because a library's message may quote the request.
 */
export function loggerOptions(
  level: Config['logLevel'],
  stream?: LogStream,
): PinoLoggerOptions & { stream?: LogStream } {
  return {
    level,
    base: null,
    timestamp: () => `,"time":"${new Date().toISOString()}"`,
    formatters: { level: (label) => ({ level: label }) },
    serializers: { err: describeError },
    ...(stream === undefined ? {} : { stream }),
  };
}

/** Disables Fastify's own request lines: they log each request twice, and its URL with the query. */
export function logController(): LogController {
  return new LogController({ disableRequestLogging: true, requestIdLogLabel: 'requestId' });
}

/** nginx's status for a client that disconnected before the response; used in logs only. */
const CLIENT_CLOSED_REQUEST = 499;

/** Logs one line for each request, also if the client disconnected. No header, no query, no body. */
export function registerRequestLog(app: FastifyInstance): void {
  app.addHook('onRequest', (request, reply, done) => {
    reply.raw.once('close', () => {
      request.log.info(
        {
          method: request.method,
          path: request.url.split('?', 1)[0],
          status: reply.raw.writableEnded ? reply.statusCode : CLIENT_CLOSED_REQUEST,
          ms: Math.round(reply.elapsedTime * 10) / 10,
        },
        'request',
      );
    });
    done();
  });
}

function describeError(error: Error & { code?: unknown }) {
  return {
    type: error.name,
    ...(typeof error.code === 'string' ? { code: error.code } : {}),
    at: (error.stack ?? '')
      .split('\n')
      .filter((line) => /^ {4}at /.test(line))
      .map((line) => line.trim()),
  };
}
