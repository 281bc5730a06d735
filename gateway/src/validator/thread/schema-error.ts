import type { FieldError } from '@rowhook/contracts';

/** Why a schema cannot be used. The pointers are into the request. */
export class SchemaError extends Error {
  constructor(readonly errors: FieldError[]) {
    super('schema_invalid');
  }
}

export const refuse = (pointer: string, code: string, message: string) =>
  new SchemaError([{ pointer, code, message }]);

/** Compiling or validating ran out of time or memory. */
export class SchemaLimit extends Error {}
