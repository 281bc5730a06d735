import { randomUUID } from 'node:crypto';
import { ENGINE_PREFIX, engineEndpoints, engineStreams } from '@rowhook/contracts';
import type { z } from 'zod';
import type { HeldAnswer } from './answer-memory.js';
import { EngineHttp, type EngineAnswerHead } from './engine-http.js';
import { misfit, problemOfEngine } from './engine-problem.js';
import { JsonText } from './json-text.js';
import { ClientGone, ProblemError } from './problems.js';

type Endpoints = typeof engineEndpoints;
export type EngineCallName = keyof Endpoints;
export type EngineRequest<Name extends EngineCallName> = z.input<Endpoints[Name]['body']>;
export type EngineAnswer<Name extends EngineCallName> = z.output<Endpoints[Name]['response']>;

/** An answer with the bytes that it was read from. */
export interface Relayed<Name extends EngineCallName> {
  value: EngineAnswer<Name>;
  bytes: Buffer;
}

export interface Caller {
  /** The client's id or one made for it. It begins the id of each call, so that both logs can be compared. */
  requestId: string;
  /** Aborts when nobody waits for the answer any more, as when the browser has gone. */
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
  /** As `ask`, with the bytes of the answer. */
  relay<Name extends EngineCallName>(
    name: Name,
    body: EngineRequest<Name> | JsonText,
    caller: Caller,
  ): Promise<Relayed<Name>>;
  /**
   * Begins an export. Its bytes come as they are read, and reading may throw what this rejects with. The export ends when the iteration
   * does.
   */
  export(body: JsonText, caller: Caller): Promise<AsyncIterable<Buffer>>;
  /** Resolves when the engine can take work; rejects like `ask`. */
  ready(caller: Caller): Promise<void>;
  close(): void;
}

/** How long a call of the engine may take: its own budget for a request, and the way. */
export const answersWithinMs = (budgetMs: number) => budgetMs + 2_000;

const READY_DEADLINE_MS = 2_000;
const CANCEL_DEADLINE_MS = 2_000;

/** PREVIEW_LIMIT_MB of payloads as JSON strings, or the catalog of a database with 100,000 relations. */
const ANSWER_LIMIT_BYTES = 128 * 1024 * 1024;

export function createEngine({
  url,
  token,
  budgetMs,
}: {
  url: string;
  token: string;
  budgetMs: number;
}): Engine {
  const http = new EngineHttp(url, token);
  const deadlineMs = answersWithinMs(budgetMs);

  /** Ends what the engine still does for a call that nobody waits for. Nobody waits for the outcome either. */
  async function withdraw(requestId: string) {
    const { method, path } = engineEndpoints.cancel;
    const body = JSON.stringify({ requestId } satisfies EngineRequest<'cancel'>);
    const options = { method, path: ENGINE_PREFIX + path, body, deadlineMs: CANCEL_DEADLINE_MS };
    await http
      .open({ ...options, callId: callIdOf(requestId) })
      .then(({ body }) => collect(body))
      .catch(() => undefined);
  }

  /** Runs a part of a call, and withdraws the call if its client has gone. */
  async function withdrawing<T>(callId: string, work: () => Promise<T>): Promise<T> {
    try {
      return await work();
    } catch (error) {
      if (error instanceof ClientGone) void withdraw(callId);
      throw error;
    }
  }

  async function relay<Name extends EngineCallName>(
    name: Name,
    body: EngineRequest<Name> | JsonText,
    { requestId, signal: gone, held }: Caller,
  ): Promise<Relayed<Name>> {
    const { method, path, status, response } = engineEndpoints[name];
    const callId = callIdOf(requestId);
    const text = body instanceof JsonText ? body.text : JSON.stringify(body);
    const options = { method, path: ENGINE_PREFIX + path, body: text, callId, gone, deadlineMs };
    const { head, bytes } = await withdrawing(callId, async () => {
      const head = await http.open(options);
      return { head, bytes: await collect(head.body, held) };
    });
    const value = parseJson(bytes);
    if (head.status !== status) throw passedOn(head, value);
    const result = response.safeParse(value);
    if (!result.success) throw misfit(name, result.error);
    return { value: result.data as EngineAnswer<Name>, bytes };
  }

  return {
    ask: async (name, body, caller) => (await relay(name, body, caller)).value,
    relay,
    async export({ text }, { requestId, signal: gone }) {
      const { method, path, status } = engineStreams.export;
      const callId = callIdOf(requestId);
      const options = { method, path: ENGINE_PREFIX + path, body: text, callId, gone, deadlineMs };
      const head = await withdrawing(callId, async () => {
        const head = await http.open(options);
        if (head.status !== status) throw passedOn(head, parseJson(await collect(head.body)));
        return head;
      });
      head.endDeadline();
      return withdrawnUnlessRead(head.body, () => void withdraw(callId));
    },
    async ready({ requestId, signal: gone }) {
      const options = { method: 'GET', path: '/readyz', deadlineMs: READY_DEADLINE_MS } as const;
      const head = await http.open({ ...options, callId: callIdOf(requestId), gone });
      const value = parseJson(await collect(head.body));
      if (head.status !== 200) throw passedOn(head, value);
    },
    close: () => http.close(),
  };
}

/**
 * A new id for a call of the engine. The client chooses its own, so it may be another client's as well, and the engine
 * cancels by id.
 */
function callIdOf(requestId: string): string {
  return `${requestId.slice(0, 27)}-${randomUUID()}`;
}

async function* withdrawnUnlessRead(body: AsyncIterable<Buffer>, withdraw: () => void) {
  let isRead = false;
  try {
    yield* body;
    isRead = true;
  } finally {
    if (!isRead) withdraw();
  }
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

function passedOn({ status, retryAfter }: EngineAnswerHead, value: unknown): ProblemError {
  const problem =
    (value as { status?: unknown } | undefined)?.status === status && problemOfEngine(value, retryAfter);
  return problem || new ProblemError('internal', `the engine answered ${status} without a problem`);
}
