import { formatFieldPath, type Cast, type Condition, type Step } from '@rowhook/contracts';
import { equal, groupBy, withMember } from '../lib/objects';
import { cancel, follow, record, redo, undo, type History } from './history';
import {
  castLabels,
  fieldName,
  valueKindLabels,
  type Constant,
  type Draft,
  type DraftField,
  type EditInProgress,
  type FieldValue,
  type OnNull,
  type ValueKind,
} from './model';
import { ownKey, pathOf } from './paths';
import { withCast, withSteps } from './steps';
import { formatReference, parseTemplate, templateText, textTemplate } from './template';

/** An edit of one field. `typed`: more keys may follow, which belong to the same edit. */
export type FieldAction =
  | { type: 'path'; id: number; to: string }
  | { type: 'column'; id: number; column: string; typed: boolean }
  | { type: 'kind'; id: number; kind: ValueKind }
  | { type: 'at'; id: number; at: string | undefined; to: string }
  | { type: 'template'; id: number; template: string }
  | { type: 'constant'; id: number; constant: Constant; typed: boolean }
  | { type: 'default'; id: number; constant: Constant; typed: boolean }
  | { type: 'cast'; id: number; as: Cast | undefined }
  | { type: 'steps'; id: number; steps: Step[]; typed: boolean }
  | { type: 'onNull'; id: number; onNull: OnNull };

export type Action =
  | FieldAction
  | { type: 'remove'; id: number }
  | { type: 'move'; id: number; over: number }
  | { type: 'add'; field: DraftField; after?: number }
  | { type: 'edit'; name: string; edits: readonly FieldAction[] }
  | { type: 'replace'; name: string; draft: Draft; where?: readonly Condition[] | undefined }
  /** Sets the filter of the table. */
  | { type: 'filter'; where: readonly Condition[] }
  | { type: 'follow'; draft: Draft }
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
    case 'remove': {
      const field = draft.fields.find(({ id }) => id === action.id);
      if (field === undefined) return history;
      const fields = draft.fields.filter((each) => each !== field);
      return record(history, `remove ${fieldName(field)}`, { ...draft, fields });
    }
    case 'move': {
      const from = draft.fields.findIndex(({ id }) => id === action.id);
      const to = draft.fields.findIndex(({ id }) => id === action.over);
      const field = draft.fields[from];
      if (field === undefined || to === -1) return history;
      const fields = draft.fields.toSpliced(from, 1).toSpliced(to, 0, field);
      return record(history, `move ${fieldName(field)}`, { ...draft, fields });
    }
    case 'add': {
      const index = draft.fields.findIndex(({ id }) => id === action.after);
      const fields = draft.fields.toSpliced(index === -1 ? draft.fields.length : index + 1, 0, action.field);
      return record(history, `add ${fieldName(action.field)}`, { ...draft, fields });
    }
    case 'edit': {
      const edits = groupBy(action.edits, ({ id }) => id);
      const fields = draft.fields.map((field) =>
        (edits.get(field.id) ?? []).reduce((edited, edit) => changeField(edited, edit)[1], field),
      );
      return record(history, action.name, { ...draft, fields });
    }
    case 'replace':
      return record(history, action.name, action.draft, undefined, nextWhere(history, action.where));
    case 'filter': {
      const where = nextWhere(history, action.where);
      if (where === history.where) return history;
      const added = where.length - history.where.length;
      const name = `${added > 0 ? 'add' : added < 0 ? 'remove' : 'change'} filter`;
      return record(history, name, draft, undefined, where);
    }
    case 'follow':
      return follow(history, action.draft);
    default:
      return editField(history, action);
  }
}

/** The filter after an edit. Keeps the current object if the filter is absent or equal. */
function nextWhere({ where: before }: History, where = before): readonly Condition[] {
  return equal(where, before) ? before : where;
}

function editField(history: History, action: FieldAction): History {
  const { draft } = history;
  const index = draft.fields.findIndex(({ id }) => id === action.id);
  const before = draft.fields[index];
  if (before === undefined) return history;
  const [name, field] = changeField(before, action);
  const part = typedPart(action);
  const inProgress = part && { part, id: action.id };
  return record(history, name, { ...draft, fields: draft.fields.with(index, field) }, inProgress);
}

function changeField(field: DraftField, action: FieldAction): [name: string, field: DraftField] {
  const name = fieldName(field);
  switch (action.type) {
    case 'path':
      return [`path of ${name}`, { ...field, to: action.to }];
    case 'column':
      return [
        `column of ${field.to === '' ? 'a new field' : field.to}`,
        action.typed ? withTypedColumn(field, action.column) : withColumn(field, action.column),
      ];
    case 'kind':
      return [
        `${valueKindLabels[action.kind]} for ${name}`,
        { ...field, value: convertValue(field.value, action.kind) },
      ];
    case 'template':
      return ['template', withValue(field, { kind: 'template', template: action.template })];
    case 'constant':
      return ['fixed value', withValue(field, { kind: 'constant', constant: action.constant })];
    case 'default':
      return [`default of ${name}`, { ...field, onNull: { default: action.constant } }];
    case 'at':
      return [
        `${action.at ?? 'the whole value'} of ${name}`,
        { ...field, to: action.to, value: withPointer(field.value, action.at) },
      ];
    case 'cast':
      return [
        `send ${name} as ${action.as === undefined ? 'its own type' : castLabels[action.as]}`,
        { ...field, value: withCast(field.value, action.as) },
      ];
    case 'steps':
      return [`steps of ${name}`, { ...field, value: withSteps(field.value, action.steps) }];
    case 'onNull':
      return [`If NULL of ${name}`, { ...field, onNull: action.onNull }];
  }
}

/** The part that the user is typing in; undefined if the action changes it at once. */
function typedPart(action: FieldAction): EditInProgress['part'] | undefined {
  if ('typed' in action) return action.typed ? action.type : undefined;
  return action.type === 'path' || action.type === 'template' ? action.type : undefined;
}

/** The field with another value. A value of the same kind keeps its other members. */
function withValue(field: DraftField, value: FieldValue): DraftField {
  return { ...field, value: field.value.kind === value.kind ? { ...field.value, ...value } : value };
}

function withPointer(value: FieldValue, at: string | undefined): FieldValue {
  return value.kind === 'column' ? withMember(value, 'at', at) : value;
}

/** The key of a field in an object until its column is chosen. */
export const NEW_KEY = 'field';

/** The field while its column is typed. A path that ends in the column's name follows it. */
function withTypedColumn(field: DraftField, column: string): DraftField {
  const { value } = field;
  const path = pathOf(field);
  const keyFor = (name: string) => (name === '' ? NEW_KEY : ownKey(name));
  if (value.kind !== 'column' || path?.at(-1) !== keyFor(value.column)) return withColumn(field, column);
  const isInObject = path.length > 1;
  const to = isInObject ? formatFieldPath([...path.slice(0, -1), keyFor(column)]) : '';
  return withColumn({ ...field, to }, column);
}

/** The field with another column. `at` and `as` belong to the old column. */
function withColumn(field: DraftField, column: string): DraftField {
  const to = field.to === '' && column !== '' ? formatFieldPath([ownKey(column)]) : field.to;
  const value = withCast(withPointer(field.value, undefined), undefined);
  return withValue({ ...field, to, value }, { kind: 'column', column });
}

/** The value as another kind, with what both kinds can say: the column, the text and the steps. */
function convertValue(value: FieldValue, kind: ValueKind): FieldValue {
  if (value.kind === kind) return value;
  const steps = value.kind === 'constant' ? [] : (value.steps ?? []);
  switch (kind) {
    case 'column':
      return withSteps({ kind, column: columnOf(value) }, steps);
    case 'constant':
      return { kind, constant: { kind: 'text', text: textOf(value) } };
    case 'template':
      return withSteps({ kind, template: templateOf(value) }, steps);
  }
}

function columnOf(value: FieldValue): string {
  if (value.kind !== 'template') return '';
  const parsed = parseTemplate(value.template);
  return parsed.ok ? (parsed.columns[0] ?? '') : '';
}

function textOf(value: FieldValue): string {
  return value.kind === 'template' ? (templateText(value.template) ?? '') : '';
}

function templateOf(value: FieldValue): string {
  if (value.kind === 'constant')
    return value.constant.kind === 'json' ? '' : textTemplate(value.constant.text);
  return value.kind === 'column' && value.column !== '' ? formatReference(value.column) : '';
}
