import { Worker } from 'node:worker_threads';
import { ClientDisconnected, ProblemError } from '../http/problems.js';
import type { Failure, ThreadRequests, ThreadResponse } from './thread-protocol.js';

/** Compiling takes about a hundred times the size of a schema; validating takes little, because payloads come one by one. */
const MEMORY = { maxOldGenerationSizeMb: 256, maxYoungGenerationSizeMb: 32 };

const limitExceeded = () =>
  new ProblemError('schema_limit_exceeded', 'The schema needs more time or memory than is allowed.', {
    hint: 'Look for a pattern that backtracks, such as (a+)+, or leave out what this payload does not need.',
  });

/** A thread that validates payloads against a schema, so that neither a large schema nor a bad pattern stops other requests. */
export class Validator {
  readonly #worker: Worker;
  /** Deadlines begin when the thread is ready, because threads start slowly on a busy machine. */
  readonly #ready: Promise<void>;
  #pending: { resolve: (response: unknown) => void; reject: (error: Error) => void } | undefined;
  #failure: Error | undefined;

  constructor(
    script: URL,
    private readonly deadlineMs: number,
  ) {
    // Without the process's environment, which has the engine's token and the key of connection tokens.
    this.#worker = new Worker(script, { env: {}, execArgv: [], resourceLimits: MEMORY });
    this.#worker.unref();
    this.#ready = this.#nextMessage().then(() => undefined);
    this.#ready.catch(() => undefined);
    this.#worker.on('message', (response: unknown) => {
      const pending = this.#pending;
      this.#pending = undefined;
      pending?.resolve(response);
    });
    this.#worker.on('error', (error: NodeJS.ErrnoException) => {
      this.#end(error.code === 'ERR_WORKER_OUT_OF_MEMORY' ? limitExceeded() : error);
    });
    this.#worker.on('exit', () => this.#end(new Error('The validator ended.')));
  }

  /** Whether it can take another request. */
  get isIdle(): boolean {
    return this.#pending === undefined && this.#failure === undefined;
  }

  /** Sends one request; the next must wait for its response. Rejects with ProblemError, or with ClientDisconnected after `stop`. */
  async request<Name extends keyof ThreadRequests>(
    name: Name,
    parameters: ThreadRequests[Name]['parameters'],
    transfer: ArrayBuffer[] = [],
  ): Promise<ThreadResponse<Name>> {
    await this.#ready;
    if (this.#failure !== undefined) throw this.#failure;
    const deadline = setTimeout(() => this.#end(limitExceeded()), this.deadlineMs);
    try {
      const response = this.#nextMessage();
      this.#worker.postMessage({ name, ...parameters }, transfer);
      return resultOf<Name>((await response) as ThreadResponse<Name> | Failure);
    } finally {
      clearTimeout(deadline);
    }
  }

  /** Terminates the thread. */
  stop(): void {
    this.#end(new ClientDisconnected());
  }

  /** The next message of the thread. */
  #nextMessage(): Promise<unknown> {
    return new Promise((resolve, reject) => (this.#pending = { resolve, reject }));
  }

  #end(failure: Error) {
    this.#failure ??= failure;
    const pending = this.#pending;
    this.#pending = undefined;
    pending?.reject(this.#failure);
    void this.#worker.terminate();
  }
}

function resultOf<Name extends keyof ThreadRequests>(
  response: ThreadResponse<Name> | Failure,
): ThreadResponse<Name> {
  if ('limit' in response) throw limitExceeded();
  if (!('errors' in response)) return response;
  throw new ProblemError('schema_invalid', 'The JSON Schema cannot be used; see errors.', {
    errors: response.errors,
  });
}
