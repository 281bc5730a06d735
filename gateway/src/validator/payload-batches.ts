import type { SchemaReport } from '@rowhook/contracts';
import { ProblemError } from '../http/problems.js';
import type { ValidatorLease } from './validators.js';

/** Large enough that sending costs little compared with validating, small enough for the validator's deadline. */
const BATCH_BYTES = 256 * 1024;

/** Sends the lines of an export to a validator, which validates one batch while the next one is read. */
export class PayloadBatches {
  #pieces: Buffer[] = [];
  #size = 0;
  #sent: Promise<unknown> = Promise.resolve();
  #failure: Error | undefined;

  constructor(private readonly validator: ValidatorLease) {}

  /** Adds whole lines. Waits if the validator is slower. Throws the validator's error. */
  async add(lines: Buffer): Promise<void> {
    if (this.#failure !== undefined) throw this.#failure;
    this.#pieces.push(lines);
    this.#size += lines.length;
    if (this.#size >= BATCH_BYTES) await this.#send();
  }

  /** Waits until all payloads are validated. `payloads` is the number that the engine sent. */
  async report(payloads: number): Promise<SchemaReport> {
    await this.#send();
    await this.#sent;
    const { payloads: validated, schema } = await this.validator.request('report', {});
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
    this.#sent = this.validator.request('add', { lines }, [lines.buffer]);
    // Awaited with the next batch; the handler prevents an unhandled rejection until then.
    this.#sent.catch((error: unknown) => (this.#failure = error as Error));
  }
}
