import { ProblemError } from '../problems.js';
import { Validator } from './validator.js';

/** Threads at once: all checks that the engine admits by default, and previews beside them. */
const THREADS = 8;

/** Threads that wait for the next preview, and for how long. Starting one takes about as long as a preview. */
const IDLE = 2;
const IDLE_MS = 60_000;

/** Lends validators. A request without a schema needs none. */
export class Validators {
  readonly #idle: { validator: Validator; timer: NodeJS.Timeout }[] = [];
  readonly #running = new Set<Validator>();

  /** `script` is what their threads run: thread.ts, compiled. */
  constructor(private readonly script: URL) {}

  /** A validator until `release`. When the signal aborts, what it does ends with ClientGone. Throws `overloaded`. */
  lend(signal: AbortSignal): LentValidator {
    if (this.#running.size === THREADS)
      throw new ProblemError('overloaded', 'Too many schemas are at work.', {
        hint: 'Try again in a moment.',
      });
    // The last one, which is most likely to know the schema of the next preview.
    const kept = this.#idle.pop();
    clearTimeout(kept?.timer);
    const validator = kept?.validator.isIdle ? kept.validator : new Validator(this.script);
    this.#running.add(validator);
    const release = () => {
      if (!this.#running.delete(validator)) return;
      signal.removeEventListener('abort', release);
      if (validator.isIdle && this.#idle.length < IDLE && !signal.aborted) this.#keep(validator);
      else validator.stop();
    };
    signal.addEventListener('abort', release);
    if (signal.aborted) release();
    return { ask: validator.ask.bind(validator), release };
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

export interface LentValidator extends Pick<Validator, 'ask'> {
  release(): void;
}
