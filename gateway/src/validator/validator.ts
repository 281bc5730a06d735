import { Worker } from 'node:worker_threads';
import { ClientGone, ProblemError } from '../problems.js';
import type { Answer, Failure, Questions } from './messages.js';

/**
 * For compiling a schema, and for each batch: a quarter of a megabyte of payloads, or one payload that is larger. Even a busy machine needs
 * a small part of it, and a pattern that backtracks may never end.
 */
const DEADLINE_MS = 5_000;

/** Compiling takes some hundred times the size of a schema, validating little: payloads come one after the other. */
const MEMORY = { maxOldGenerationSizeMb: 256, maxYoungGenerationSizeMb: 32 };

const limitExceeded = () =>
  new ProblemError('schema_limit_exceeded', 'The schema needs more time or memory than is allowed.', {
    hint: 'Look for a pattern that backtracks, such as (a+)+, or leave out what this payload does not need.',
  });

/** A thread that validates payloads against a schema, so that neither a large schema nor a bad pattern stops other requests. */
export class Validator {
  readonly #worker: Worker;
  /** Deadlines begin after it, because a busy machine starts threads slowly. */
  readonly #ready: Promise<void>;
  #pending: { resolve: (answer: unknown) => void; reject: (error: Error) => void } | undefined;
  #failure: Error | undefined;

  constructor(script: URL) {
    // Nothing of the process: its environment has the engine's token and the key of connection tokens.
    this.#worker = new Worker(script, { env: {}, execArgv: [], resourceLimits: MEMORY });
    this.#worker.unref();
    this.#ready = this.#answer().then(() => undefined);
    this.#ready.catch(() => undefined);
    this.#worker.on('message', (answer: unknown) => {
      const pending = this.#pending;
      this.#pending = undefined;
      pending?.resolve(answer);
    });
    this.#worker.on('error', (error: NodeJS.ErrnoException) => {
      this.#end(error.code === 'ERR_WORKER_OUT_OF_MEMORY' ? limitExceeded() : error);
    });
    this.#worker.on('exit', () => this.#end(new Error('The validator ended.')));
  }

  /** Whether it can be used again. */
  get isIdle(): boolean {
    return this.#pending === undefined && this.#failure === undefined;
  }

  /** Asks the next question. Waits for the answer before another may be asked. Rejects with ProblemError, or ClientGone after `stop`. */
  async ask<Name extends keyof Questions>(
    name: Name,
    ask: Questions[Name]['ask'],
    transfer: ArrayBuffer[] = [],
  ): Promise<Answer<Name>> {
    await this.#ready;
    if (this.#failure !== undefined) throw this.#failure;
    const deadline = setTimeout(() => this.#end(limitExceeded()), DEADLINE_MS);
    try {
      const answer = this.#answer();
      this.#worker.postMessage({ name, ...ask }, transfer);
      return answerOf<Name>((await answer) as Answer<Name> | Failure);
    } finally {
      clearTimeout(deadline);
    }
  }

  /** Ends the thread, whatever it does. */
  stop(): void {
    this.#end(new ClientGone());
  }

  /** The next message of the thread. */
  #answer(): Promise<unknown> {
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

function answerOf<Name extends keyof Questions>(answer: Answer<Name> | Failure): Answer<Name> {
  if ('limit' in answer) throw limitExceeded();
  if (!('errors' in answer)) return answer;
  throw new ProblemError('schema_invalid', 'The JSON Schema cannot be used; see errors.', {
    errors: answer.errors,
  });
}
