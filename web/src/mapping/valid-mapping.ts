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
export interface ExcludedField {
  id: number;
  name: string;
  reason: string;
}

/** For example `without 1 field`; empty if none is missing. */
export function withoutFields(count: number): string {
  return count === 0 ? '' : `without ${plural(count, 'field')}`;
}

/** For example `phone: no path; city: same path as country.` */
export function excludedText(excluded: readonly Pick<ExcludedField, 'name' | 'reason'>[]): string {
  return `${excluded.map(({ name, reason }) => `${name}: ${reason}`).join('; ')}.`;
}

interface ValidPart {
  draft: Draft;
  excluded: readonly ExcludedField[];
}

/** The part of a mapping that payloads are made from: fields without errors that the engine has not refused. */
export interface ValidMapping extends ValidPart {
  readonly mapping: Mapping;
  /** The text of the document, with every constant as typed. */
  readonly text: string;
}

export interface ValidatedDraft {
  draft: Draft;
  validation: ValidationResult;
  /** The issues of fields that the engine refused. */
  refused: ReadonlyMap<DraftField, readonly FieldIssue[]>;
}

/** Cached by validation result. Each edit of a field makes a new one. */
const validMappingOf = new WeakMap<
  ValidationResult,
  { refused: ValidatedDraft['refused']; valid: ValidMapping }
>();

export function validMapping({ draft, validation, refused }: ValidatedDraft): ValidMapping {
  const known = validMappingOf.get(validation);
  if (known?.refused === refused) return known.valid;
  const errors = new Map(validation.errors);
  for (const field of draft.fields) {
    const issues = refused.get(field);
    if (issues !== undefined) errors.set(field.id, issues);
  }
  const valid = withDocument(validPart(draft, errors));
  validMappingOf.set(validation, { refused, valid });
  return valid;
}

/** The document is made when it is asked for: not for every key that is typed. */
function withDocument(part: ValidPart): ValidMapping {
  let document: Mapping | undefined;
  let text: string | undefined;
  const defined = <Document>(result: Document | undefined): Document => {
    if (result === undefined) throw new Error('A valid field has an invalid constant.');
    return result;
  };
  return {
    ...part,
    get mapping() {
      return (document ??= defined(toMapping(part.draft)));
    },
    get text() {
      return (text ??= defined(mappingText(part.draft)));
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
  if (issues.size === 0) return { draft, excluded: [] };
  let fields = draft.fields.filter((field) => !issues.has(field));
  // Removing a field can reveal another conflict or gap.
  for (let found = conflicts(fields, draft); found.length > 0; found = conflicts(fields, draft)) {
    for (const [field, issue] of found) issues.set(field, issue);
    fields = draft.fields.filter((field) => !issues.has(field));
  }
  // No field is left that needs a default of the mapping that is not valid.
  const { onNull, ...rest } = draft;
  const usable = typeof onNull !== 'object' || readConstant(onNull.default).ok;
  return {
    draft: { ...rest, ...(onNull !== undefined && usable ? { onNull } : {}), fields },
    excluded: draft.fields.flatMap((field) => {
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
