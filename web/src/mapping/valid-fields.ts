import { MAPPING_LIMITS, utf8Length, type Mapping } from '@rowhook/contracts';
import { plural } from '../lib/format';
import { readConstant } from './constant';
import { mappingText, toMapping } from './document';
import {
  fieldAt,
  shortIssue,
  toIssue,
  type FieldIssue,
  type FieldIssues,
  type ValidationResult,
} from './issues';
import { fieldName, type Draft, type DraftField } from './model';
import { checkPaths } from './paths';

/** A field that is not in the payload. */
export interface LeftOut {
  id: number;
  name: string;
  reason: string;
}

/** For example `without 1 field`; empty if none is missing. */
export function withoutFields(count: number): string {
  return count === 0 ? '' : `without ${plural(count, 'field')}`;
}

/** For example `phone: no path; city: same path as country.` */
export function leftOutText(leftOut: readonly LeftOut[]): string {
  return `${leftOut.map(({ name, reason }) => `${name}: ${reason}`).join('; ')}.`;
}

interface ValidPart {
  draft: Draft;
  leftOut: readonly LeftOut[];
}

/** What a payload can be made from: all fields but those with errors and those that the engine refused. */
export interface ValidFields extends ValidPart {
  readonly mapping: Mapping;
  /** The mapping as text, with every constant as typed. */
  readonly text: string;
}

interface ValidatedDraft {
  draft: Draft;
  validation: ValidationResult;
  /** The issues of fields that the engine refused. */
  refused: ReadonlyMap<DraftField, readonly FieldIssue[]>;
}

/** Every change of a field makes a new validation result. */
const validFieldsOf = new WeakMap<
  ValidationResult,
  { refused: ValidatedDraft['refused']; fields: ValidFields }
>();

export function validFields({ draft, validation, refused }: ValidatedDraft): ValidFields {
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

/** The part of a draft that a payload can be made from: all fields but those with errors. `errors` are all that it has. */
function validPart(draft: Draft, errors: FieldIssues): ValidPart {
  const issues = new Map<DraftField, FieldIssue>(beyondLimits(draft.fields));
  for (const field of draft.fields) {
    const [issue] = errors.get(field.id) ?? [];
    if (issue !== undefined) issues.set(field, issue);
  }
  if (issues.size === 0) return { draft, leftOut: [] };
  let fields = draft.fields.filter((field) => !issues.has(field));
  // Without one of its fields, a conflict or a gap may show that the errors do not name.
  for (let found = conflicts(fields, draft); found.length > 0; found = conflicts(fields, draft)) {
    for (const [field, issue] of found) issues.set(field, issue);
    fields = draft.fields.filter((field) => !issues.has(field));
  }
  // No field is left that needs a default of the mapping that is not valid.
  const { onNull, ...rest } = draft;
  const usable = typeof onNull !== 'object' || readConstant(onNull.default).ok;
  return {
    draft: { ...rest, ...(onNull !== undefined && usable ? { onNull } : {}), fields },
    leftOut: draft.fields.flatMap((field) => {
      const issue = issues.get(field);
      if (issue === undefined) return [];
      return [{ id: field.id, name: fieldName(field), reason: shortIssue(issue, draft.fields) }];
    }),
  };
}

function conflicts(fields: readonly DraftField[], draft: Draft): [field: DraftField, issue: FieldIssue][] {
  return checkPaths(fields, draft).errors.flatMap((error) => {
    const field = fieldAt(fields, error.pointer);
    return field === undefined ? [] : [[field, toIssue(fields, error)]];
  });
}

/** The last fields of a mapping that has too many of them, or too long paths. */
function beyondLimits(fields: readonly DraftField[]): [field: DraftField, issue: FieldIssue][] {
  let bytes = 0;
  return fields.flatMap((field, index) => {
    bytes += utf8Length(field.to);
    const code =
      index >= MAPPING_LIMITS.fields
        ? 'too_many_fields'
        : bytes > MAPPING_LIMITS.pathBytes
          ? 'paths_too_long'
          : undefined;
    return code === undefined ? [] : [[field, { code, message: '' }]];
  });
}
