import type { Field, Mapping, NullPolicy, RelationName } from '@rowhook/contracts';
import { readConstant, writeConstant } from './constant';
import { columnSource, type Draft, type MappingRow, type OnNull, type Source } from './model';

/** The mapping document of a draft; undefined while one of its constants cannot be read. */
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
    rows: mapping.fields.map((field) => ({
      id: newId(),
      to: field.to,
      source: fromSource(field),
      ...('onNull' in field && field.onNull !== undefined ? { onNull: fromPolicy(field.onNull) } : {}),
    })),
  };
}

function toField({ to, source, onNull }: MappingRow): Field | undefined {
  if (source.kind === 'value') {
    const constant = readConstant(source.constant);
    return constant.ok ? { to, value: constant.value } : undefined;
  }
  const policy = toPolicy(onNull);
  if (onNull !== undefined && policy === undefined) return undefined;
  const nulls = policy === undefined ? {} : { onNull: policy };
  if (source.kind === 'template') return { to, template: source.template, ...nulls };
  const { column, at, as } = source;
  return { to, column, ...(at === undefined ? {} : { at }), ...(as === undefined ? {} : { as }), ...nulls };
}

function fromSource(field: Field): Source {
  if ('value' in field) return { kind: 'value', constant: writeConstant(field.value) };
  if ('template' in field) return { kind: 'template', template: field.template };
  return columnSource(field.column, field.at, field.as);
}

function toPolicy(onNull: OnNull | undefined): NullPolicy | undefined {
  if (onNull === undefined || typeof onNull === 'string') return onNull;
  const constant = readConstant(onNull.default);
  return constant.ok ? { default: constant.value } : undefined;
}

function fromPolicy(policy: NullPolicy): OnNull {
  return typeof policy === 'string' ? policy : { default: writeConstant(policy.default) };
}
