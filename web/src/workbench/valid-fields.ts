import type { Mapping } from '@rowhook/contracts';
import { mappingText, toMapping } from '../mapping/document';
import type { ValidationResult } from '../mapping/issues';
import { validPart, type ValidPart } from '../mapping/left-out';
import type { MappingState } from './store';

/** What a payload can be made from: all fields but those with errors and those that the engine refused. */
export interface ValidFields extends ValidPart {
  readonly mapping: Mapping;
  /** The mapping as text, with every constant as typed. */
  readonly text: string;
}

/** Every change of a field makes a new validation result. */
const validFieldsOf = new WeakMap<
  ValidationResult,
  { refused: MappingState['refused']; fields: ValidFields }
>();

export function validFields({
  draft,
  validation,
  refused,
}: Pick<MappingState, 'draft' | 'validation' | 'refused'>): ValidFields {
  const known = validFieldsOf.get(validation);
  if (known?.refused === refused) return known.fields;
  const errors = new Map(validation.errors);
  for (const field of draft.fields) {
    const issues = refused.get(field);
    if (issues !== undefined) errors.set(field.id, issues);
  }
  const fields = withDocument(validPart(draft, errors));
  validFieldsOf.set(validation, { refused, fields });
  return fields;
}

/** The document is made when it is asked for: not for every key that is typed. */
function withDocument(part: ValidPart): ValidFields {
  let mapping: Mapping | undefined;
  let text: string | undefined;
  const valid = <Document>(document: Document | undefined): Document => {
    if (document === undefined) throw new Error('A valid field has an invalid constant.');
    return document;
  };
  return {
    ...part,
    get mapping() {
      return (mapping ??= valid(toMapping(part.draft)));
    },
    get text() {
      return (text ??= valid(mappingText(part.draft)));
    },
  };
}
