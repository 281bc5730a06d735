import { ProblemError } from '../http/problems.js';
import { Validator } from './validator.js';

/** Most threads at once, for checks and previews together: enough for the four checks that the engine admits by default (EXPORT_MAX). */
const THREADS = 8;

/** Idle threads that are kept for the next preview, and for how long. Starting one takes about as long as a preview. */
const IDLE = 2;
const IDLE_MS = 60_000;

/**
 * Limit for compiling a schema, and for validating a batch of a check (256 KiB, or one larger payload) or the payloads of a preview. A
 * pattern that backtracks may never end.
 */
export const DEADLINE_MS = 5_000;

/** A pool of validators. */
export class Validators {
  readonly #idle: { validator: Validator; timer: NodeJS.Timeout }[] = [];
  readonly #running = new Set<Validator>();

  /** `script` is the compiled thread/thread.ts. */
  constructor(
    private readonly script: URL,
    private readonly deadlineMs = DEADLINE_MS,
  ) {}

  /** Reserves a validator until `release`. If the signal aborts, its requests reject with ClientDisconnected. Throws `overloaded`. */
  acquire(signal: AbortSignal): ValidatorLease {
    if (this.#running.size === THREADS)
      throw new ProblemError('overloaded', 'Too many schemas are in use.', {
        hint: 'Try again in a moment.',
      });
    // The one used last is the most likely to have compiled the same schema.
    const kept = this.#idle.pop();
    clearTimeout(kept?.timer);
    const validator = kept?.validator.isIdle ? kept.validator : new Validator(this.script, this.deadlineMs);
    this.#running.add(validator);
    const release = () => {
      if (!this.#running.delete(validator)) return;
      signal.removeEventListener('abort', release);
      if (validator.isIdle && this.#idle.length < IDLE && !signal.aborted) this.#keep(validator);
      else validator.stop();
    };
    signal.addEventListener('abort', release);
    if (signal.aborted) release();
    return { request: validator.request.bind(validator), release };
  }

  close(): void {
    for (const { timer, validator } of this.#idle.splice(0)) {
      clearTimeout(timer);
      validator.stop();
    }
    this.#running.forEach((validator) => validator.stop());
  }

  #keep(validator: Validator) {
    const timer = setTimeout(() => {
      this.#idle.splice(this.#idle.indexOf(kept), 1);
      validator.stop();
    }, IDLE_MS).unref();
    const kept = { validator, timer };
    this.#idle.push(kept);
  }
}

export interface ValidatorLease extends Pick<Validator, 'request'> {
  release(): void;
}
