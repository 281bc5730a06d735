import { z } from 'zod';
import { fieldPathErrorCodes } from './field-path.js';

/** Conflicts between the paths of fields. Found without a database. */
const conflictCodes = [
  'duplicate_path',
  'value_and_object',
  'value_and_array',
  'object_and_array',
  'array_hole',
  'omit_in_array',
] as const;

/** All errors of a mapping. They are found before a row is read. */
export const MappingErrorCode = z.enum([
  ...fieldPathErrorCodes,
  ...conflictCodes,
  'too_many_fields',
  'paths_too_long',
  'unknown_column',
  'column_unreadable',
  'cast_not_allowed',
  'at_not_json',
  'at_invalid',
  'number_unsafe',
  'template_invalid',
  'lookup_not_last',
  'source_differs',
]);
export type MappingErrorCode = z.infer<typeof MappingErrorCode>;

export interface MappingError {
  /** JSON Pointer (RFC 6901) into the mapping document. */
  pointer: string;
  /** The other field of a conflict. */
  related?: string;
  code: MappingErrorCode;
  message: string;
}
