import { ProblemError } from './problems.js';

/** Bytes of large answers of the engine that may be held at once, from their arrival until their clients took them. */
const LIMIT_BYTES = 256 * 1024 * 1024;

/** The part of each answer that is not counted, so that small ones pass while large ones are refused. */
const SMALL_BYTES = 1024 * 1024;

/** Bounds what answers take while clients do not read them. */
export class AnswerMemory {
  #held = 0;

  /** Begins an answer. Its memory counts until `release`. */
  hold(): HeldAnswer {
    let size = 0;
    let counted = 0;
    return {
      add: (bytes) => {
        size += bytes;
        const more = Math.max(0, size - SMALL_BYTES) - counted;
        if (this.#held + more > LIMIT_BYTES) {
          throw new ProblemError('overloaded', 'Too many large answers are on their way.', {
            hint: 'Try again in a moment, or ask for fewer rows.',
          });
        }
        counted += more;
        this.#held += more;
      },
      release: () => {
        this.#held -= counted;
        counted = 0;
      },
    };
  }
}

export interface HeldAnswer {
  /** Counts more bytes of the answer. Throws `overloaded` where there is no room for them. */
  add(bytes: number): void;
  release(): void;
}
