import { formatFieldPath, type Cast, type Step } from '@rowhook/contracts';
import { withMember } from '../lib/objects';
import { convertValue } from './convert-value';
import { cancel, record, redo, undo, type History } from './history';
import {
  castLabels,
  fieldName,
  valueKindLabels,
  type Constant,
  type Draft,
  type EditInProgress,
  type FieldValue,
  type MappingRow,
  type OnNull,
  type ValueKind,
} from './model';
import { ownKey, pathOf } from './paths';
import { withSteps } from './steps';

/** A change of one field. Parts that it does not name stay as they are. */
export interface RowEdit {
  id: number;
  to?: string;
  onNull?: OnNull;
  cast?: { as: Cast | undefined };
  column?: string;
  constant?: Constant;
}

export type Action =
  | { type: 'path'; id: number; to: string }
  | { type: 'column'; id: number; column: string }
  | { type: 'kind'; id: number; kind: ValueKind }
  | { type: 'at'; id: number; at: string | undefined; to: string }
  | { type: 'template'; id: number; template: string }
  | { type: 'constant'; id: number; constant: Constant; typed: boolean }
  | { type: 'default'; id: number; constant: Constant; typed: boolean }
  | { type: 'cast'; id: number; as: Cast | undefined }
  | { type: 'steps'; id: number; steps: Step[]; typed: boolean }
  | { type: 'onNull'; id: number; onNull: OnNull }
  | { type: 'remove'; id: number }
  | { type: 'move'; id: number; past: number }
  | { type: 'add'; row: MappingRow; after?: number }
  | { type: 'edit'; name: string; edits: readonly RowEdit[] }
  | { type: 'replace'; name: string; draft: Draft }
  | { type: 'endTyping' }
  | { type: 'cancelTyping' }
  | { type: 'undo' }
  | { type: 'redo' };

/** Applies an action. Every edit of a field spreads the field, so that members unknown here stay. */
export function reduce(history: History, action: Action): History {
  const { draft } = history;
  switch (action.type) {
    case 'undo':
      return undo(history);
    case 'redo':
      return redo(history);
    case 'endTyping':
      return history.inProgress === undefined ? history : { ...history, inProgress: undefined };
    case 'cancelTyping':
      return history.inProgress === undefined ? history : cancel(history);
    case 'path':
      return edit(history, action.id, 'path', (row) => [
        `path of ${fieldName(row)}`,
        { ...row, to: action.to },
      ]);
    case 'column':
      return edit(history, action.id, 'column', (row) => [
        `column of ${row.to === '' ? 'a new field' : row.to}`,
        withTypedColumn(row, action.column),
      ]);
    case 'kind':
      return edit(history, action.id, undefined, (row) => [
        `${valueKindLabels[action.kind]} for ${fieldName(row)}`,
        { ...row, value: convertValue(row.value, action.kind) },
      ]);
    case 'template':
      return edit(history, action.id, 'template', (row) => [
        'template',
        withValue(row, { kind: 'template', template: action.template }),
      ]);
    case 'constant':
      return edit(history, action.id, action.typed ? 'constant' : undefined, (row) => [
        'fixed value',
        withValue(row, { kind: 'constant', constant: action.constant }),
      ]);
    case 'default':
      return edit(history, action.id, action.typed ? 'default' : undefined, (row) => [
        `default of ${fieldName(row)}`,
        { ...row, onNull: { default: action.constant } },
      ]);
    case 'at':
      return edit(history, action.id, undefined, (row) => [
        `${action.at ?? 'the whole value'} of ${fieldName(row)}`,
        { ...row, to: action.to, value: withColumnMember(row.value, 'at', action.at) },
      ]);
    case 'cast':
      return edit(history, action.id, undefined, (row) => [
        `send ${fieldName(row)} as ${action.as === undefined ? 'its own type' : castLabels[action.as]}`,
        withCast(row, action.as),
      ]);
    case 'steps':
      return edit(history, action.id, action.typed ? 'steps' : undefined, (row) => [
        `steps of ${fieldName(row)}`,
        { ...row, value: withSteps(row.value, action.steps) },
      ]);
    case 'onNull':
      return edit(history, action.id, undefined, (row) => [
        `If NULL of ${fieldName(row)}`,
        { ...row, onNull: action.onNull },
      ]);
    case 'remove': {
      const row = draft.rows.find(({ id }) => id === action.id);
      if (row === undefined) return history;
      const rows = draft.rows.filter((each) => each !== row);
      return record(history, `remove ${fieldName(row)}`, { ...draft, rows });
    }
    case 'move': {
      const from = draft.rows.findIndex(({ id }) => id === action.id);
      const to = draft.rows.findIndex(({ id }) => id === action.past);
      const row = draft.rows[from];
      if (row === undefined || to === -1) return history;
      const rows = draft.rows.toSpliced(from, 1).toSpliced(to, 0, row);
      return record(history, `move ${fieldName(row)}`, { ...draft, rows });
    }
    case 'add': {
      const index = draft.rows.findIndex(({ id }) => id === action.after);
      const rows = draft.rows.toSpliced(index === -1 ? draft.rows.length : index + 1, 0, action.row);
      return record(history, `add ${fieldName(action.row)}`, { ...draft, rows });
    }
    case 'edit': {
      const edits = new Map(action.edits.map((each) => [each.id, each]));
      const rows = draft.rows.map((row) => applyEdit(row, edits.get(row.id)));
      return record(history, action.name, { ...draft, rows });
    }
    case 'replace':
      return record(history, action.name, action.draft);
  }
}

function edit(
  history: History,
  id: number,
  typedPart: EditInProgress['part'] | undefined,
  change: (row: MappingRow) => [name: string, row: MappingRow],
): History {
  const { draft } = history;
  const index = draft.rows.findIndex((row) => row.id === id);
  const before = draft.rows[index];
  if (before === undefined) return history;
  const [name, row] = change(before);
  const inProgress = typedPart === undefined ? undefined : { part: typedPart, id };
  return record(history, name, { ...draft, rows: draft.rows.with(index, row) }, inProgress);
}

function applyEdit(row: MappingRow, change: RowEdit | undefined): MappingRow {
  if (change === undefined) return row;
  const { to, onNull, cast, column, constant } = change;
  let edited = row;
  if (column !== undefined) edited = withColumn(edited, column);
  if (constant !== undefined) edited = withValue(edited, { kind: 'constant', constant });
  if (to !== undefined) edited = { ...edited, to };
  if (onNull !== undefined) edited = { ...edited, onNull };
  if (cast !== undefined) edited = withCast(edited, cast.as);
  return edited;
}

/** The field with another value. A value of the same kind keeps its other members. */
function withValue(row: MappingRow, value: FieldValue): MappingRow {
  return { ...row, value: row.value.kind === value.kind ? { ...row.value, ...value } : value };
}

export function withCast(row: MappingRow, as: Cast | undefined): MappingRow {
  return { ...row, value: withColumnMember(row.value, 'as', as) };
}

function withColumnMember<Key extends 'at' | 'as'>(
  value: FieldValue,
  key: Key,
  member: (FieldValue & { kind: 'column' })[Key] | undefined,
): FieldValue {
  return value.kind === 'column' ? withMember(value, key, member) : value;
}

/** The key of a field in an object until its column is chosen. */
export const NEW_KEY = 'field';

/** The field while its column is typed. A path that ends in the column's name follows it. */
function withTypedColumn(row: MappingRow, column: string): MappingRow {
  const { value } = row;
  const path = pathOf(row);
  const keyFor = (name: string) => (name === '' ? NEW_KEY : ownKey(name));
  if (value.kind !== 'column' || path?.at(-1) !== keyFor(value.column)) return withColumn(row, column);
  const isInObject = path.length > 1;
  const to = isInObject ? formatFieldPath([...path.slice(0, -1), keyFor(column)]) : '';
  return withColumn({ ...row, to }, column);
}

/** The field with another column. `at` and `as` belong to the old column. */
function withColumn(row: MappingRow, column: string): MappingRow {
  const to = row.to === '' && column !== '' ? formatFieldPath([ownKey(column)]) : row.to;
  const value = withColumnMember(withColumnMember(row.value, 'at', undefined), 'as', undefined);
  return withValue({ ...row, to, value }, { kind: 'column', column });
}
