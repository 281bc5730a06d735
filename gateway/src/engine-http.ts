import { Pool, type Dispatcher } from 'undici';
import { ClientGone, ProblemError } from './problems.js';
import { REQUEST_ID_HEADER } from './request-id.js';

/** The engine has a thread for each of these beside those of its admitted requests, so there are never more. */
const CONNECTION_CAP = 64;

/** The engine closes a kept connection after five seconds. */
const KEEP_ALIVE_MS = 4_000;

/** What a kept connection fails with when the engine closes it as a request is sent. */
const CLOSED_CONNECTION = new Set(['UND_ERR_SOCKET', 'ECONNRESET', 'EPIPE']);

export interface EngineRequestOptions extends Pick<Dispatcher.RequestOptions, 'method' | 'path' | 'body'> {
  callId: string;
  /** Aborts when nobody waits for the answer any more. */
  gone?: AbortSignal;
  /** For the head of the answer, and for its body too unless `endDeadline` is called. */
  deadlineMs: number;
}

/** An answer whose body has still to be read, to its end or until an error. */
export interface EngineAnswerHead {
  status: number;
  retryAfter: number;
  /** Throws ProblemError, or ClientGone once the signal has aborted. */
  body: AsyncGenerator<Buffer, void>;
  /** Lets the body take any time. */
  endDeadline(): void;
}

/** HTTP to the engine: its connections, deadlines, and what may go wrong on the way. */
export class EngineHttp {
  readonly #pool: Pool;

  constructor(
    url: string,
    private readonly token: string,
  ) {
    // The signal of each request bounds all of it, whatever the budget is.
    this.#pool = new Pool(url, {
      connections: CONNECTION_CAP,
      keepAliveTimeout: KEEP_ALIVE_MS,
      keepAliveMaxTimeout: KEEP_ALIVE_MS,
      headersTimeout: 0,
      bodyTimeout: 0,
    });
  }

  /** Resolves once the head of the answer is there. Rejects with ProblemError, or ClientGone once the signal has aborted. */
  async open({ callId, gone, deadlineMs, ...options }: EngineRequestOptions): Promise<EngineAnswerHead> {
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
      signal: gone === undefined ? deadline.signal : AbortSignal.any([gone, deadline.signal]),
    };
    const translated = async <T>(work: () => Promise<T>) => {
      try {
        return await work();
      } catch (cause) {
        endDeadline();
        throw failureOf(cause, gone, deadline.signal);
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

  /** Only requests that may repeat are sent. */
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

function failureOf(cause: unknown, gone: AbortSignal | undefined, deadline: AbortSignal): Error {
  if (gone?.aborted) return new ClientGone();
  if (deadline.aborted)
    return new ProblemError('engine_timeout', 'The engine did not answer in time. Try again.');
  const hint = 'Check that rowhook-engine runs and that ENGINE_URL names it.';
  const problem = new ProblemError('engine_unavailable', 'The engine does not answer.', { hint });
  // Logs are searched for Node's code, not for undici's.
  const { code } = cause as NodeJS.ErrnoException;
  if (code === 'UND_ERR_SOCKET') Object.assign(cause as Error, { code: 'ECONNRESET' });
  return Object.assign(problem, { cause });
}
