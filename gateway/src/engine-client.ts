import { randomUUID } from 'node:crypto';
import { ENGINE_PREFIX, engineEndpoints, Problem } from '@rowhook/contracts';
import { Pool, type Dispatcher } from 'undici';
import type { z } from 'zod';
import type { HeldAnswer } from './answer-memory.js';
import { ClientGone, ProblemError } from './problems.js';
import { REQUEST_ID_HEADER } from './request-id.js';

type Endpoints = typeof engineEndpoints;
export type EngineCallName = keyof Endpoints;
export type EngineRequest<Name extends EngineCallName> = z.input<Endpoints[Name]['body']>;
export type EngineAnswer<Name extends EngineCallName> = z.output<Endpoints[Name]['response']>;

/** JSON that is sent as it is written. */
export class JsonText {
  constructor(readonly text: string) {}
}

/**
 * The text of a JSON object with more members in front. The rest stays as the client wrote it: as a JavaScript object it
 * would lose the order of keys like `"10"` and `"2"`, equal keys and `__proto__`. Needs an object that is not empty.
 */
export function withMembers(members: object, object: string): JsonText {
  return new JsonText(`${JSON.stringify(members).slice(0, -1)},${object.trimStart().slice(1)}`);
}

export interface Caller {
  /** The client's id or one made for it. It begins the id of each call, so that both logs can be compared. */
  requestId: string;
  /** Aborts when the browser has gone. */
  signal: AbortSignal;
  /** Counts the answer's bytes. */
  held?: HeldAnswer;
}

export interface Engine {
  /** One call of the private API; a body that is text must keep to the same schema. Rejects with ProblemError, or ClientGone when the caller's signal aborted. */
  ask<Name extends EngineCallName>(
    name: Name,
    body: EngineRequest<Name> | JsonText,
    caller: Caller,
  ): Promise<EngineAnswer<Name>>;
  /** As `ask`, and resolves to the bytes of the answer, once they are validated. */
  relay<Name extends EngineCallName>(
    name: Name,
    body: EngineRequest<Name> | JsonText,
    caller: Caller,
  ): Promise<Buffer>;
  /** Resolves when the engine can take work; rejects like `ask`. */
  ready(caller: Caller): Promise<void>;
  close(): void;
}

/** How long a call of the engine may take: its own budget for a request, and the way. */
export const answersWithinMs = (budgetMs: number) => budgetMs + 2_000;

const READY_DEADLINE_MS = 2_000;
const CANCEL_DEADLINE_MS = 2_000;

/** The engine's HTTP library pins a thread to each open connection, so there are never more than this. */
const CONNECTION_CAP = 64;

/** The engine closes a kept connection after five seconds. */
const KEEP_ALIVE_MS = 4_000;

/** PREVIEW_LIMIT_MB of payloads as JSON strings, or the catalog of a database with 100,000 relations. */
const ANSWER_LIMIT_BYTES = 128 * 1024 * 1024;

/** What a kept connection fails with when the engine closes it as a request is sent. */
const CLOSED_CONNECTION = new Set(['UND_ERR_SOCKET', 'ECONNRESET', 'EPIPE']);

interface Answer {
  status: number;
  retryAfter: number;
  bytes: Buffer;
}

export function createEngine({
  url,
  token,
  budgetMs,
}: {
  url: string;
  token: string;
  budgetMs: number;
}): Engine {
  // The signal of each request bounds all of it, whatever the budget is.
  const pool = new Pool(url, {
    connections: CONNECTION_CAP,
    keepAliveTimeout: KEEP_ALIVE_MS,
    keepAliveMaxTimeout: KEEP_ALIVE_MS,
    headersTimeout: 0,
    bodyTimeout: 0,
  });

  async function send(
    options: Pick<Dispatcher.RequestOptions, 'method' | 'path' | 'body'>,
    deadlineMs: number,
    callId: string,
    { signal: gone, held }: Partial<Caller> = {},
  ): Promise<Answer> {
    const deadline = AbortSignal.timeout(deadlineMs);
    const request = {
      ...options,
      headers: {
        authorization: `Bearer ${token}`,
        [REQUEST_ID_HEADER]: callId,
        ...(options.body == null ? {} : { 'content-type': 'application/json' }),
      },
      signal: gone === undefined ? deadline : AbortSignal.any([gone, deadline]),
    };
    try {
      // Only requests that may repeat are sent.
      const { statusCode, headers, body } = await pool.request(request).catch((error: unknown) => {
        if (!CLOSED_CONNECTION.has((error as NodeJS.ErrnoException).code ?? '')) throw error;
        return pool.request(request);
      });
      return {
        status: statusCode,
        retryAfter: Number(headers['retry-after']),
        bytes: await collect(body, held),
      };
    } catch (cause) {
      if (cause instanceof ProblemError) throw cause;
      if (gone?.aborted) throw new ClientGone();
      if (deadline.aborted) {
        throw new ProblemError('engine_timeout', 'The engine did not answer in time. Try again.');
      }
      const hint = 'Check that rowhook-engine runs and that ENGINE_URL names it.';
      const problem = new ProblemError('engine_unavailable', 'The engine does not answer.', { hint });
      // Logs are searched for Node's code, not for undici's.
      const { code } = cause as NodeJS.ErrnoException;
      if (code === 'UND_ERR_SOCKET') Object.assign(cause as Error, { code: 'ECONNRESET' });
      throw Object.assign(problem, { cause });
    }
  }

  /** Ends what the engine still does for a client that has gone. Nobody waits for the outcome. */
  async function withdraw(requestId: string) {
    const { method, path } = engineEndpoints.cancel;
    const body = JSON.stringify({ requestId } satisfies EngineRequest<'cancel'>);
    const options = { method, path: ENGINE_PREFIX + path, body };
    await send(options, CANCEL_DEADLINE_MS, callIdOf(requestId)).catch(() => undefined);
  }

  async function call<Name extends EngineCallName>(
    name: Name,
    body: EngineRequest<Name> | JsonText,
    caller: Caller,
  ) {
    const { method, path, status, response } = engineEndpoints[name];
    const callId = callIdOf(caller.requestId);
    const text = body instanceof JsonText ? body.text : JSON.stringify(body);
    const options = { method, path: ENGINE_PREFIX + path, body: text };
    const answer = await send(options, answersWithinMs(budgetMs), callId, caller).catch((error: unknown) => {
      if (error instanceof ClientGone) void withdraw(callId);
      throw error;
    });
    const value = parseJson(answer.bytes);
    if (answer.status !== status) throw passedOn(answer, value);
    const result = response.safeParse(value);
    if (!result.success) throw misfit(name, result.error);
    return { value: result.data as EngineAnswer<Name>, bytes: answer.bytes };
  }

  return {
    ask: async (name, body, caller) => (await call(name, body, caller)).value,
    relay: async (name, body, caller) => (await call(name, body, caller)).bytes,
    async ready(caller) {
      const options = { method: 'GET', path: '/readyz' } as const;
      const answer = await send(options, READY_DEADLINE_MS, callIdOf(caller.requestId), caller);
      if (answer.status !== 200) throw passedOn(answer, parseJson(answer.bytes));
    },
    close: () => void pool.destroy(),
  };
}

/**
 * A new id for a call of the engine. The client chooses its own, so it may be another client's as well, and the engine
 * cancels by id.
 */
function callIdOf(requestId: string): string {
  return `${requestId.slice(0, 27)}-${randomUUID()}`;
}

async function collect(body: AsyncIterable<Buffer>, held?: HeldAnswer): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of body) {
    size += chunk.length;
    if (size > ANSWER_LIMIT_BYTES)
      throw new ProblemError('internal', 'the answer of the engine is too large');
    held?.add(chunk.length);
    chunks.push(chunk);
  }
  return Buffer.concat(chunks, size);
}

/** Undefined for what is not JSON: no schema takes it. */
function parseJson(bytes: Buffer): unknown {
  try {
    return JSON.parse(bytes.toString('utf8')) as unknown;
  } catch {
    return undefined;
  }
}

/** The engine's problem as the browser gets it. Two codes speak to the gateway itself, not to the browser. */
function passedOn(answer: Answer, value: unknown): ProblemError {
  const parsed = Problem.safeParse(value);
  if (!parsed.success || parsed.data.status !== answer.status) {
    return new ProblemError('internal', `the engine answered ${answer.status} without a problem`);
  }
  const { code, detail, hint, errors, sqlstate, postgres, columns, understood } = parsed.data;
  if (code === 'unauthorized') {
    return new ProblemError('engine_unavailable', "The engine refuses the gateway's token.", {
      hint: 'Give both the same ENGINE_TOKEN.',
    });
  }
  if (code === 'not_found') {
    return new ProblemError('engine_unavailable', 'The engine does not know this call.', {
      hint: 'Run gateway and engine of the same version.',
    });
  }
  const extras = {
    ...(hint === undefined ? {} : { hint }),
    ...(errors === undefined ? {} : { errors }),
    ...(sqlstate === undefined ? {} : { sqlstate }),
    ...(postgres === undefined ? {} : { postgres }),
    ...(columns === undefined ? {} : { columns }),
    ...(understood === undefined ? {} : { understood }),
  };
  const { retryAfter } = answer;
  return new ProblemError(code, detail, extras, Number.isInteger(retryAfter) ? retryAfter : undefined);
}

/** Names the places that differ and none of the values, which are the user's data. */
function misfit(name: EngineCallName, error: z.core.$ZodError): ProblemError {
  const places = error.issues.slice(0, 10).map((issue) => `/${issue.path.join('/')} ${issue.code}`);
  return new ProblemError(
    'internal',
    `the engine's answer to ${name} breaks the contract: ${places.join(', ')}`,
  );
}
