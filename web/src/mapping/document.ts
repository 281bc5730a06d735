import { Field, MAPPING_LIMITS, type Mapping, type NullPolicy, type Source } from '@rowhook/contracts';
import { member, readJson, type ExactJson } from '../lib/json/read-json';
import { constantOf, constantText, readConstant, type Json } from './constant';
import type { Constant, Draft, FieldValue, DraftField, OnNull } from './model';

/** The JSON value that a document has for a constant; undefined if the constant is invalid. */
type ReadValue = (constant: Constant) => Json | undefined;

const parsed: ReadValue = (constant) => {
  const read = readConstant(constant);
  return read.ok ? read.value : undefined;
};

/** The mapping document of a draft; undefined if one of its constants is invalid. */
export function toMapping(draft: Draft, source?: Source, read = parsed): Mapping | undefined {
  const fields: Field[] = [];
  for (const each of draft.fields) {
    const field = toField(each, read);
    if (field === undefined) return undefined;
    fields.push(field);
  }
  const onNull = toPolicy(draft.onNull, read);
  if (draft.onNull !== undefined && onNull === undefined) return undefined;
  return {
    version: 1,
    ...source,
    ...(onNull === undefined ? {} : { onNull }),
    fields,
  };
}

/**
 * The part of a draft that a document can contain. Fields with other issues, such as a conflict, stay: opening the document
 * shows the issues again.
 */
export function savableDraft({ onNull, fields }: Draft): Draft {
  const hasPolicy = toPolicy(onNull, parsed) !== undefined;
  // An invalid default of the mapping is not saved. Fields that rely on it would then send NULL, so they are not saved either.
  const lacksPolicy = ({ value, onNull: own }: DraftField) =>
    onNull !== undefined && !hasPolicy && own === undefined && value.kind !== 'constant';
  const isSavable = (field: DraftField) =>
    !lacksPolicy(field) && Field.safeParse(toField(field, parsed)).success;
  return {
    ...(hasPolicy ? { onNull } : {}),
    fields: fields.filter(isSavable).slice(0, MAPPING_LIMITS.fields),
  };
}

/**
 * The text of the mapping document, with every constant exactly as typed: JavaScript objects would reorder and merge keys.
 * `format` writes a document in which placeholders stand for the constants; it runs again if a text contains the same.
 */
export function mappingText(
  draft: Draft,
  source?: Source,
  format: (mapping: Mapping) => string = JSON.stringify,
): string | undefined {
  for (let mark = '\u0000'; ; mark += '\u0000') {
    const texts: string[] = [];
    const mapping = toMapping(draft, source, (constant) =>
      readConstant(constant).ok ? `${mark}${texts.push(constantText(constant)) - 1}` : undefined,
    );
    if (mapping === undefined) return undefined;
    const [start = '', ...rest] = format(mapping).split(JSON.stringify(mark).slice(0, -1));
    // The mark is also in a text of the mapping.
    if (rest.length !== texts.length) continue;
    const pieces = rest.map((piece) => {
      const end = piece.indexOf('"');
      return (texts[Number(piece.slice(0, end))] ?? '') + piece.slice(end + 1);
    });
    return start + pieces.join('');
  }
}

/** Whether two valid drafts have the same text. Only fields that differ are written. */
export function haveSameText(a: Draft, b: Draft): boolean {
  const textOf = (draft: Draft, fields: readonly DraftField[]) => mappingText({ ...draft, fields });
  return (
    a.fields.length === b.fields.length &&
    textOf(a, []) === textOf(b, []) &&
    a.fields.every((field, index) => {
      const other = b.fields[index];
      return field === other || (other !== undefined && textOf(a, [field]) === textOf(b, [other]));
    })
  );
}

/** The draft of a mapping document; `newId` gives each field its id. Constants are taken from its `text`. */
export function fromMapping(mapping: Mapping, newId: () => number, text = JSON.stringify(mapping)): Draft {
  const read = readJson(text);
  const constantAt = (value: Json, ...path: (string | number)[]): Constant => {
    const exact = path.reduce(memberOf, read.ok ? read.value : undefined);
    // A document may be nested deeper than it is read.
    return exact === undefined ? { kind: 'json', text: JSON.stringify(value) } : constantOf(exact);
  };
  const policyAt = (policy: NullPolicy, ...path: (string | number)[]): OnNull =>
    typeof policy === 'string' ? policy : { default: constantAt(policy.default, ...path, 'default') };
  return {
    ...(mapping.onNull === undefined ? {} : { onNull: policyAt(mapping.onNull, 'onNull') }),
    fields: mapping.fields.map((field, index): DraftField => {
      const id = newId();
      if ('value' in field) {
        const { to, value, ...rest } = field;
        const constant = constantAt(value, 'fields', index, 'value');
        return { id, to, value: { kind: 'constant', constant, ...rest } };
      }
      const { to, onNull, ...rest } = field;
      const value = { ...rest, kind: 'template' in rest ? 'template' : 'column' } as FieldValue;
      const own = onNull === undefined ? {} : { onNull: policyAt(onNull, 'fields', index, 'onNull') };
      return { id, to, value, ...own };
    }),
  };
}

function memberOf(json: ExactJson | undefined, key: string | number): ExactJson | undefined {
  return json?.kind === 'list' ? json.items[Number(key)] : member(json, String(key));
}

function toField({ to, value, onNull }: DraftField, read: ReadValue): Field | undefined {
  if (value.kind === 'constant') {
    const { kind, constant, ...rest } = value;
    const json = read(constant);
    return json === undefined ? undefined : { to, value: json, ...rest };
  }
  const policy = toPolicy(onNull, read);
  if (onNull !== undefined && policy === undefined) return undefined;
  const { kind, ...rest } = value;
  return { to, ...rest, ...(policy === undefined ? {} : { onNull: policy }) };
}

function toPolicy(onNull: OnNull | undefined, read: ReadValue): NullPolicy | undefined {
  if (onNull === undefined || typeof onNull === 'string') return onNull;
  const json = read(onNull.default);
  return json === undefined ? undefined : { default: json };
}
