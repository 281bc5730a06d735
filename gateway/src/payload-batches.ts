import type { SchemaReport } from '@rowhook/contracts';
import { ProblemError } from './problems.js';
import type { LentValidator } from './validator/validators.js';

/** Large enough that sending costs little beside validating, small enough for the validator's deadline. */
const BATCH_BYTES = 256 * 1024;

/** Hands the lines of an export to a validator: it validates one batch while the next one is read. */
export class PayloadBatches {
  #pieces: Buffer[] = [];
  #size = 0;
  #sent: Promise<unknown> = Promise.resolve();
  #failure: Error | undefined;

  constructor(private readonly validator: LentValidator) {}

  /** Takes whole lines. Waits while the validator is behind. Throws what it failed with. */
  async add(lines: Buffer): Promise<void> {
    if (this.#failure !== undefined) throw this.#failure;
    this.#pieces.push(lines);
    this.#size += lines.length;
    if (this.#size >= BATCH_BYTES) await this.#send();
  }

  /** Waits until all is validated. `payloads` is the number that was sent. */
  async report(payloads: number): Promise<SchemaReport> {
    await this.#send();
    await this.#sent;
    const { payloads: validated, schema } = await this.validator.ask('report', {});
    if (validated === payloads) return schema;
    throw new ProblemError('internal', `${validated} of ${payloads} payloads were validated`);
  }

  async #send() {
    const lines = new Uint8Array(this.#size);
    let offset = 0;
    for (const piece of this.#pieces) {
      lines.set(piece, offset);
      offset += piece.length;
    }
    this.#pieces = [];
    this.#size = 0;
    await this.#sent;
    this.#sent = this.validator.ask('add', { lines }, [lines.buffer]);
    // It is awaited with the next batch; until then a failure is not unhandled.
    this.#sent.catch((error: unknown) => (this.#failure = error as Error));
  }
}
