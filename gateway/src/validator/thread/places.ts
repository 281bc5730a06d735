import { formatPointer, parsePointer } from '@rowhook/contracts/json-pointer';
import { isObject } from './subschemas.js';

/** Where the client wrote each schema. Ajv knows this only up to the last `$ref`. */
export class Places {
  readonly #pointers = new Map<object, string>();
  readonly #never = new Set<object>();
  readonly #wrappers = new Set<object>();

  set(schema: object, pointer: string): void {
    this.#pointers.set(schema, pointer);
  }

  /** Whether a schema has been seen, or was put around one. */
  has(schema: object): boolean {
    return this.#pointers.has(schema) || this.#wrappers.has(schema);
  }

  /** The JSON Pointer of a schema; undefined for one that is not the client's, as in a meta-schema. */
  get(schema: unknown): string | undefined {
    return this.#pointers.get(schema as object);
  }

  /** A schema to put in the place of `false`, which ajv could not name. */
  never(pointer: string): object {
    const schema = { not: {} };
    this.set(schema, pointer);
    this.#never.add(schema);
    return schema;
  }

  isNever(schema: object): boolean {
    return this.#never.has(schema);
  }

  /** Records a schema that was put around another. Its own errors are not reported. */
  addWrapper(schema: object): void {
    this.#wrappers.add(schema);
  }

  isWrapper(schema: object): boolean {
    return this.#wrappers.has(schema);
  }

  /** The JSON Pointer for the place that `path` leads to, in a schema that may have been rewritten. */
  resolve(schema: unknown, path: string): string {
    let pointer = this.get(schema) ?? '';
    for (const token of parsePointer(path) ?? []) {
      schema =
        isObject(schema) || Array.isArray(schema) ? (schema as Record<string, unknown>)[token] : undefined;
      pointer = this.get(schema) ?? pointer + formatPointer([token]);
    }
    return pointer;
  }

  get entries(): IterableIterator<[object, string]> {
    return this.#pointers.entries();
  }
}
