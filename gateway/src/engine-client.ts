import { Agent } from 'node:http';
import { ENGINE_PREFIX, engineEndpoints, Problem } from '@rowhook/contracts';
import type { z } from 'zod';
import { exchange, type Answer } from './http-exchange.js';
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
  requestId: string;
  /** Aborts when the browser has gone. */
  signal: AbortSignal;
}

export interface Engine {
  /** One call of the private API; a body that is text must keep to the same schema. Rejects with ProblemError, or ClientGone when the caller's signal aborted. */
  ask<Name extends EngineCallName>(
    name: Name,
    body: EngineRequest<Name> | JsonText,
    caller: Caller,
  ): Promise<EngineAnswer<Name>>;
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

export function createEngine({
  url,
  token,
  budgetMs,
}: {
  url: string;
  token: string;
  budgetMs: number;
}): Engine {
  const agent = new Agent({ keepAlive: true, maxSockets: CONNECTION_CAP });

  async function send(
    method: 'GET' | 'POST',
    path: string,
    deadlineMs: number,
    caller: Caller,
    body?: string,
  ) {
    const deadline = AbortSignal.timeout(deadlineMs);
    try {
      return await exchange({
        url: url + path,
        method,
        headers: {
          authorization: `Bearer ${token}`,
          [REQUEST_ID_HEADER]: caller.requestId,
          ...(body === undefined
            ? {}
            : { 'content-type': 'application/json', 'content-length': Buffer.byteLength(body) }),
        },
        ...(body === undefined ? {} : { body }),
        agent,
        signal: AbortSignal.any([caller.signal, deadline]),
      });
    } catch (cause) {
      if (caller.signal.aborted) throw new ClientGone();
      if (deadline.aborted) {
        throw new ProblemError('engine_timeout', 'The engine did not answer in time. Try again.');
      }
      const hint = 'Check that rowhook-engine runs and that ENGINE_URL names it.';
      const problem = new ProblemError('engine_unavailable', 'The engine does not answer.', { hint });
      throw Object.assign(problem, { cause });
    }
  }

  /** Ends what the engine still does for a client that has gone. Nobody waits for the outcome. */
  async function withdraw({ requestId }: Caller) {
    const { method, path } = engineEndpoints.cancel;
    const caller = { requestId, signal: new AbortController().signal };
    const body = JSON.stringify({ requestId } satisfies EngineRequest<'cancel'>);
    await send(method, ENGINE_PREFIX + path, CANCEL_DEADLINE_MS, caller, body).catch(() => undefined);
  }

  return {
    async ask(name, body, caller) {
      const { method, path, status, response } = engineEndpoints[name];
      const answer = await send(
        method,
        ENGINE_PREFIX + path,
        answersWithinMs(budgetMs),
        caller,
        body instanceof JsonText ? body.text : JSON.stringify(body),
      ).catch((error: unknown) => {
        if (error instanceof ClientGone) void withdraw(caller);
        throw error;
      });
      const value = parseJson(answer.text);
      if (answer.status !== status) throw passedOn(answer, value);
      const result = response.safeParse(value);
      if (!result.success) throw misfit(name, result.error);
      return result.data as EngineAnswer<typeof name>;
    },
    async ready(caller) {
      const answer = await send('GET', '/readyz', READY_DEADLINE_MS, caller);
      if (answer.status !== 200) throw passedOn(answer, parseJson(answer.text));
    },
    close: () => agent.destroy(),
  };
}

/** Undefined for what is not JSON: no schema takes it. */
function parseJson(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
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
  const { code, detail, hint, errors, sqlstate, understood } = parsed.data;
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
    ...(understood === undefined ? {} : { understood }),
  };
  const retryAfter = Number(answer.headers['retry-after']);
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
