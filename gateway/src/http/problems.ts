import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import {
  PROBLEM_MEDIA_TYPE,
  problemKinds,
  problemType,
  type Problem,
  type ProblemCode,
} from '@rowhook/contracts';
import type { z } from 'zod';

/** Members of a problem beyond its code and detail. All are sent to the client. */
type Extras = Pick<Problem, 'hint' | 'errors' | 'sqlstate' | 'postgres' | 'columns' | 'understood'>;

/** Seconds after which a client may try again, unless the engine says otherwise. */
const RETRY_AFTER_S = 2;

const PRECONDITION_FAILED = 412;

/** The error that routes and clients throw; any other error is `internal`. */
export class ProblemError extends Error {
  constructor(
    readonly code: ProblemCode,
    /** What is wrong, where, and the remedy. Never the text of a library's error. */
    readonly detail: string,
    readonly extras: Extras = {},
    readonly retryAfterSeconds = RETRY_AFTER_S,
  ) {
    super(code);
  }
}

/** A response that breaks the contract. Names the places that differ and not their values, which are the user's data. */
export function contractViolation(response: string, error: z.core.$ZodError): ProblemError {
  const places = error.issues.slice(0, 10).map((issue) => `/${issue.path.join('/')} ${issue.code}`);
  return new ProblemError('internal', `${response} breaks the contract: ${places.join(', ')}`);
}

/** The client has disconnected, so no response is sent. */
export class ClientDisconnected extends Error {}

/** Fastify's errors that are the client's. Its other codes are `internal`. */
const frameworkProblems: Record<string, ProblemError> = {
  FST_ERR_CTP_BODY_TOO_LARGE: new ProblemError('request_too_large', 'A body may have at most 2 MiB.'),
  FST_ERR_CTP_INVALID_MEDIA_TYPE: new ProblemError(
    'unsupported_media_type',
    'Send the body as JSON, with the header Content-Type: application/json.',
  ),
  FST_ERR_CTP_INVALID_JSON_BODY: new ProblemError('request_invalid', 'The body is not valid JSON.'),
  FST_ERR_CTP_EMPTY_JSON_BODY: new ProblemError('request_invalid', 'The body is empty; send JSON.'),
  FST_ERR_CTP_INVALID_CONTENT_LENGTH: new ProblemError(
    'request_invalid',
    'The length of the body differs from its Content-Length.',
  ),
};

export function toProblem({ code, detail, extras }: ProblemError, requestId: string): Problem {
  const { status, title, retryable } = problemKinds[code];
  return { type: problemType(code), title, status, detail, code, requestId, retryable, ...extras };
}

export function sendProblem(error: ProblemError, request: FastifyRequest, reply: FastifyReply): FastifyReply {
  const problem = toProblem(error, request.id);
  if (problem.status === 401) void reply.header('WWW-Authenticate', 'Bearer');
  if (problem.status === 503) void reply.header('Retry-After', error.retryAfterSeconds);
  return reply.code(problem.status).type(PROBLEM_MEDIA_TYPE).send(JSON.stringify(problem));
}

/** Converts every error of a handler, a parser or a schema to a problem (RFC 9457). */
export function registerErrorHandler(app: FastifyInstance): void {
  app.setErrorHandler((error: Error & { statusCode?: number }, request, reply) => {
    if (error instanceof ClientDisconnected) return reply.send();
    // @fastify/static rejects If-Match for a file with 412, which is not a problem of the API.
    if (error.statusCode === PRECONDITION_FAILED) return reply.code(PRECONDITION_FAILED).send();
    return sendProblem(toProblemError(error, request), request, reply);
  });
}

/** The part of an error that a client may see. The log gets the rest. */
export function toProblemError(
  error: Error & { code?: string; statusCode?: number },
  { log }: FastifyRequest,
): ProblemError {
  if (error instanceof ProblemError) {
    if (error.code === 'internal') log.error({ reason: error.detail }, 'internal');
    if (error.cause !== undefined) log.warn({ err: error.cause }, error.code);
    return error.code === 'internal' ? internal() : error;
  }
  const known = frameworkProblems[error.code ?? ''];
  if (known !== undefined) return known;
  // For example an upload that the client aborted.
  if (error.statusCode !== undefined && error.statusCode < 500)
    return new ProblemError('request_invalid', 'The request is incomplete or has an invalid header.');
  log.error({ err: error }, 'internal');
  return internal();
}

function internal(): ProblemError {
  return new ProblemError(
    'internal',
    'Something went wrong inside Rowhook. Search its log for this requestId.',
  );
}
