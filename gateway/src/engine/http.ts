import { Pool, type Dispatcher } from 'undici';
import { ClientDisconnected, ProblemError } from '../http/problems.js';
import { REQUEST_ID_HEADER } from '../http/request-id.js';

/** Must equal kGatewayConnections in engine/src/http/server.cpp, which has a thread for each. */
const CONNECTION_CAP = 64;

/** The engine closes an idle connection after five seconds. */
const KEEP_ALIVE_MS = 4_000;

/** Error codes of a request that is sent while the engine closes the idle connection. */
const CLOSED_CONNECTION = new Set(['UND_ERR_SOCKET', 'ECONNRESET', 'EPIPE']);

interface EngineRequestOptions extends Pick<Dispatcher.RequestOptions, 'method' | 'path' | 'body'> {
  callId: string;
  /** Aborts when the client disconnects. */
  signal?: AbortSignal;
  /** For the head of the response and, unless `endDeadline` is called, its body. */
  deadlineMs: number;
}

/** A response whose body must be read to its end or until an error. */
export interface EngineResponseHead {
  status: number;
  retryAfter: number;
  /** Throws ProblemError, or ClientDisconnected once the signal has aborted. */
  body: AsyncGenerator<Buffer, void>;
  /** Removes the deadline from the body. */
  endDeadline(): void;
}

/** HTTP requests to the engine: connections, deadlines, and errors as ProblemError. */
export class EngineHttp {
  readonly #pool: Pool;

  constructor(
    url: string,
    private readonly token: string,
  ) {
    // Each request has a deadline of its own, so undici's timeouts are off.
    this.#pool = new Pool(url, {
      connections: CONNECTION_CAP,
      keepAliveTimeout: KEEP_ALIVE_MS,
      keepAliveMaxTimeout: KEEP_ALIVE_MS,
      headersTimeout: 0,
      bodyTimeout: 0,
    });
  }

  /** Resolves with the head of the response. Rejects with ProblemError, or with ClientDisconnected once the signal has aborted. */
  async open({ callId, signal, deadlineMs, ...options }: EngineRequestOptions): Promise<EngineResponseHead> {
    const deadline = new AbortController();
    const timer = setTimeout(() => deadline.abort(), deadlineMs);
    const endDeadline = () => clearTimeout(timer);
    const request = {
      ...options,
      headers: {
        authorization: `Bearer ${this.token}`,
        [REQUEST_ID_HEADER]: callId,
        ...(options.body == null ? {} : { 'content-type': 'application/json' }),
      },
      signal: signal === undefined ? deadline.signal : AbortSignal.any([signal, deadline.signal]),
    };
    const translated = async <T>(work: () => Promise<T>) => {
      try {
        return await work();
      } catch (cause) {
        endDeadline();
        throw failureOf(cause, signal, deadline.signal);
      }
    };
    const { statusCode, headers, body } = await translated(() => this.#send(request));
    async function* chunks() {
      const source = body[Symbol.asyncIterator]() as AsyncIterator<Buffer, void>;
      try {
        for (let next; !(next = await translated(() => source.next())).done;) yield next.value;
      } finally {
        endDeadline();
        body.destroy();
      }
    }
    return { status: statusCode, retryAfter: Number(headers['retry-after']), body: chunks(), endDeadline };
  }

  /** Sends a request again if the connection was closed: all requests to the engine are safe to repeat. */
  async #send(request: Dispatcher.RequestOptions) {
    return this.#pool.request(request).catch((error: unknown) => {
      if (!CLOSED_CONNECTION.has((error as NodeJS.ErrnoException).code ?? '')) throw error;
      return this.#pool.request(request);
    });
  }

  close(): void {
    void this.#pool.destroy();
  }
}

function failureOf(cause: unknown, signal: AbortSignal | undefined, deadline: AbortSignal): Error {
  if (signal?.aborted) return new ClientDisconnected();
  if (deadline.aborted)
    return new ProblemError('engine_timeout', 'The engine did not respond in time. Try again.');
  const hint = 'Check that rowhook-engine runs and that ENGINE_URL names it.';
  const problem = new ProblemError('engine_unavailable', 'The engine does not respond.', { hint });
  return Object.assign(problem, { cause });
}
