import { ProblemError } from './problems.js';

/** The part of each response that is not counted, so that small ones pass while large ones are refused. */
const SMALL_BYTES = 1024 * 1024;

/** Limits the memory for responses that clients do not read. */
export class ResponseMemory {
  #reserved = 0;

  constructor(private readonly limitBytes: number) {}

  /** For one response. Its memory counts until `release`. */
  reserve(): ResponseReservation {
    let size = 0;
    let counted = 0;
    return {
      add: (bytes) => {
        size += bytes;
        const more = Math.max(0, size - SMALL_BYTES) - counted;
        if (this.#reserved + more > this.limitBytes) {
          throw new ProblemError('overloaded', 'Too many large responses are being sent.', {
            hint: 'Try again in a moment, or ask for fewer rows.',
          });
        }
        counted += more;
        this.#reserved += more;
      },
      release: () => {
        this.#reserved -= counted;
        counted = 0;
      },
    };
  }
}

export interface ResponseReservation {
  /** Counts more bytes of the response. Throws `overloaded` if the limit is reached. */
  add(bytes: number): void;
  release(): void;
}
