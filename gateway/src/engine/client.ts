import { randomUUID } from 'node:crypto';
import { ENGINE_PREFIX, engineEndpoints, engineStreams } from '@rowhook/contracts';
import type { z } from 'zod';
import type { Config } from '../config.js';
import { ClientDisconnected, contractViolation, ProblemError } from '../http/problems.js';
import type { ResponseReservation } from '../http/response-memory.js';
import { EngineHttp, type EngineResponseHead } from './http.js';
import { problemOfEngine } from './problem.js';

type Endpoints = typeof engineEndpoints;
export type EngineCallName = keyof Endpoints;
export type EngineRequest<Name extends EngineCallName> = z.input<Endpoints[Name]['body']>;
type EngineResponse<Name extends EngineCallName> = z.output<Endpoints[Name]['response']>;

/** A response with the bytes that it was parsed from. */
interface ResponseWithBytes<Name extends EngineCallName> {
  value: EngineResponse<Name>;
  bytes: Buffer;
}

export interface Caller {
  /** The client's own id or a new one. The id of each call starts with it, so that the logs of both services can be compared. */
  requestId: string;
  /** Aborts when the client disconnects. */
  signal: AbortSignal;
  /** Counts the bytes of the response. */
  reservation?: ResponseReservation;
}

export interface Engine {
  /**
   * Calls the engine's API. A body that is text must match the same schema, and is sent unchanged. Rejects with ProblemError, or with
   * ClientDisconnected when the caller's signal aborts.
   */
  call<Name extends EngineCallName>(
    name: Name,
    body: EngineRequest<Name> | string,
    caller: Caller,
  ): Promise<EngineResponse<Name>>;
  /** As `call`, with the bytes of the response. */
  callWithBytes<Name extends EngineCallName>(
    name: Name,
    body: EngineRequest<Name> | string,
    caller: Caller,
  ): Promise<ResponseWithBytes<Name>>;
  /** Starts an export and streams its bytes. Iterating may throw the same errors. Ending the iteration early cancels the export. */
  export(body: string, caller: Caller): Promise<AsyncIterable<Buffer>>;
  /** Resolves when the engine accepts requests. Rejects as `call` does. */
  ready(caller: Caller): Promise<void>;
  close(): void;
}

/** Time to transfer a response, in addition to the engine's own limit for a request. */
const TRANSFER_MS = 2_000;

const READY_DEADLINE_MS = 2_000;
const CANCEL_DEADLINE_MS = 2_000;

/** PREVIEW_LIMIT_MB of payloads as JSON strings, or the catalog of a database with 100,000 relations. */
const RESPONSE_LIMIT_BYTES = 128 * 1024 * 1024;

export function createEngine({
  engineUrl,
  engineToken,
  requestTimeoutMs,
}: Pick<Config, 'engineUrl' | 'engineToken' | 'requestTimeoutMs'>): Engine {
  const http = new EngineHttp(engineUrl, engineToken);
  const deadlineMs = requestTimeoutMs + TRANSFER_MS;

  /** Stops the work for a call whose client has disconnected. Nothing waits for the result. */
  async function cancel(requestId: string) {
    const { method, path } = engineEndpoints.cancel;
    const body = JSON.stringify({ requestId } satisfies EngineRequest<'cancel'>);
    const options = { method, path: ENGINE_PREFIX + path, body, deadlineMs: CANCEL_DEADLINE_MS };
    await http
      .open({ ...options, callId: callIdOf(requestId) })
      .then(({ body }) => collect(body))
      .catch(() => undefined);
  }

  /** Runs a part of a call and cancels the call in the engine if the client disconnects. */
  async function cancelIfDisconnected<T>(callId: string, work: () => Promise<T>): Promise<T> {
    try {
      return await work();
    } catch (error) {
      if (error instanceof ClientDisconnected) void cancel(callId);
      throw error;
    }
  }

  async function callWithBytes<Name extends EngineCallName>(
    name: Name,
    body: EngineRequest<Name> | string,
    { requestId, signal, reservation }: Caller,
  ): Promise<ResponseWithBytes<Name>> {
    const { method, path, status, response } = engineEndpoints[name];
    const callId = callIdOf(requestId);
    const text = typeof body === 'string' ? body : JSON.stringify(body);
    const options = { method, path: ENGINE_PREFIX + path, body: text, callId, signal, deadlineMs };
    const { head, bytes } = await cancelIfDisconnected(callId, async () => {
      const head = await http.open(options);
      return { head, bytes: await collect(head.body, reservation) };
    });
    const value = parseJson(bytes);
    if (head.status !== status) throw problemOfResponse(head, value);
    const result = response.safeParse(value);
    if (!result.success) throw contractViolation(`the engine's response to ${name}`, result.error);
    return { value: result.data as EngineResponse<Name>, bytes };
  }

  return {
    call: async (name, body, caller) => (await callWithBytes(name, body, caller)).value,
    callWithBytes,
    async export(body, { requestId, signal }) {
      const { method, path, status } = engineStreams.export;
      const callId = callIdOf(requestId);
      const options = { method, path: ENGINE_PREFIX + path, body, callId, signal, deadlineMs };
      const head = await cancelIfDisconnected(callId, async () => {
        const head = await http.open(options);
        if (head.status !== status) throw problemOfResponse(head, parseJson(await collect(head.body)));
        return head;
      });
      head.endDeadline();
      return cancelUnlessRead(head.body, () => void cancel(callId));
    },
    async ready({ requestId, signal }) {
      const options = { method: 'GET', path: '/readyz', deadlineMs: READY_DEADLINE_MS } as const;
      const head = await http.open({ ...options, callId: callIdOf(requestId), signal });
      const value = parseJson(await collect(head.body));
      if (head.status !== 200) throw problemOfResponse(head, value);
    },
    close: () => http.close(),
  };
}

/** A new id for a call. The engine cancels by id, and clients choose their own ids, so two clients may have the same. */
function callIdOf(requestId: string): string {
  return `${requestId.slice(0, 27)}-${randomUUID()}`;
}

async function* cancelUnlessRead(body: AsyncIterable<Buffer>, cancel: () => void) {
  let isRead = false;
  try {
    yield* body;
    isRead = true;
  } finally {
    if (!isRead) cancel();
  }
}

async function collect(body: AsyncIterable<Buffer>, reservation?: ResponseReservation): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of body) {
    size += chunk.length;
    if (size > RESPONSE_LIMIT_BYTES)
      throw new ProblemError('internal', 'the response of the engine is too large');
    reservation?.add(chunk.length);
    chunks.push(chunk);
  }
  return Buffer.concat(chunks, size);
}

/** Undefined for invalid JSON, which no schema accepts. */
function parseJson(bytes: Buffer): unknown {
  try {
    return JSON.parse(bytes.toString('utf8')) as unknown;
  } catch {
    return undefined;
  }
}

function problemOfResponse({ status, retryAfter }: EngineResponseHead, value: unknown): ProblemError {
  const problem =
    (value as { status?: unknown } | undefined)?.status === status && problemOfEngine(value, retryAfter);
  return (
    problem || new ProblemError('internal', `the engine responded with ${status} and no problem document`)
  );
}
