import {
  formatFieldPath,
  type Column,
  type Field,
  type Mapping,
  type NullPolicy,
  type RelationName,
} from '@rowhook/contracts';
import { readConstant, writeConstant } from './constant';
import type { ColumnValue, Draft, FieldValue, MappingRow, OnNull } from './model';
import { freeVariant, ownKey } from './paths';

/** The mapping document of a draft; undefined if one of its constants is invalid. */
export function toMapping(draft: Draft, relation?: RelationName): Mapping | undefined {
  const fields: Field[] = [];
  for (const row of draft.rows) {
    const field = toField(row);
    if (field === undefined) return undefined;
    fields.push(field);
  }
  const onNull = toPolicy(draft.onNull);
  if (draft.onNull !== undefined && onNull === undefined) return undefined;
  return {
    version: 1,
    ...(relation === undefined ? {} : { relation }),
    ...(onNull === undefined ? {} : { onNull }),
    fields,
  };
}

/** The draft of a mapping document; `newId` gives each row its id. */
export function fromMapping(mapping: Mapping, newId: () => number): Draft {
  return {
    ...(mapping.onNull === undefined ? {} : { onNull: fromPolicy(mapping.onNull) }),
    rows: mapping.fields.map((field): MappingRow => {
      const id = newId();
      if ('value' in field) {
        const { to, value, ...rest } = field;
        return { id, to, value: { kind: 'constant', constant: writeConstant(value), ...rest } };
      }
      const { to, onNull, ...rest } = field;
      const value: FieldValue =
        'template' in rest ? { ...rest, kind: 'template' } : ({ ...rest, kind: 'column' } as ColumnValue);
      return { id, to, value, ...(onNull === undefined ? {} : { onNull: fromPolicy(onNull) }) };
    }),
  };
}

function toField({ to, value, onNull }: MappingRow): Field | undefined {
  if (value.kind === 'constant') {
    const { kind, constant, ...rest } = value;
    const read = readConstant(constant);
    return read.ok ? { to, value: read.value, ...rest } : undefined;
  }
  const policy = toPolicy(onNull);
  if (onNull !== undefined && policy === undefined) return undefined;
  const { kind, ...rest } = value;
  return { to, ...rest, ...(policy === undefined ? {} : { onNull: policy }) };
}

function toPolicy(onNull: OnNull | undefined): NullPolicy | undefined {
  if (onNull === undefined || typeof onNull === 'string') return onNull;
  const constant = readConstant(onNull.default);
  return constant.ok ? { default: constant.value } : undefined;
}

function fromPolicy(policy: NullPolicy): OnNull {
  return typeof policy === 'string' ? policy : { default: writeConstant(policy.default) };
}

/** The mapping that a relation starts with: every readable column under its own name. */
export function defaultDraft(columns: readonly Column[], newId: () => number): Draft {
  const names = columns.filter(({ readable }) => readable).map(({ name }) => name);
  const taken = names.map((name) => [name]);
  const rows = names.map((name): MappingRow => {
    const key = ownKey(name);
    const path = key === name ? [name] : freeVariant([key], taken);
    return { id: newId(), to: formatFieldPath(path), value: { kind: 'column', column: name } };
  });
  return { rows };
}
