import { formatFieldPath, type Cast } from '@rowhook/contracts';
import type { Constant, Draft, MappingRow, OnNull, Source } from './draft';
import { sourceName } from './draft';
import type { Edit } from './fixes';

/** A state one can go back to, and the name of what led away from it. */
interface Step {
  name: string;
  draft: Draft;
}

export interface History {
  draft: Draft;
  past: readonly Step[];
  future: readonly Step[];
  /** Typing goes on in one step as long as this key stays the same. */
  typing: string | undefined;
  /** Whether the last change came from typing, so that the preview waits for the next key. */
  typed: boolean;
}

export type Action =
  | { type: 'path'; id: number; to: string }
  | { type: 'column'; id: number; column: string }
  | { type: 'at'; id: number; at: string | undefined; to: string }
  | { type: 'template'; id: number; template: string }
  | { type: 'constant'; id: number; constant: Constant; typed: boolean }
  | { type: 'default'; id: number; constant: Constant; typed: boolean }
  | { type: 'cast'; id: number; as: Cast | undefined }
  | { type: 'onNull'; id: number; onNull: OnNull }
  | { type: 'remove'; id: number }
  | { type: 'move'; id: number; past: number }
  | { type: 'add'; row: MappingRow; after?: number }
  | { type: 'edit'; name: string; edits: readonly Edit[] }
  | { type: 'replace'; name: string; draft: Draft }
  | { type: 'settle' }
  | { type: 'undo' }
  | { type: 'redo' };

/** More steps than anyone goes back; the drafts share their rows. */
const STEPS_MAX = 200;

export function begin(draft: Draft): History {
  return { draft, past: [], future: [], typing: undefined, typed: false };
}

export function reduce(history: History, action: Action): History {
  switch (action.type) {
    case 'undo':
      return travel(history, history.past, history.future, 'past');
    case 'redo':
      return travel(history, history.future, history.past, 'future');
    case 'settle':
      return history.typing === undefined ? history : { ...history, typing: undefined };
    case 'path':
      return change(
        history,
        action.id,
        (row) => ({ ...row, to: action.to }),
        (row) => `path of ${sourceName(row)}`,
        'path',
      );
    case 'template':
      return changeSource(
        history,
        action.id,
        { kind: 'template', template: action.template },
        'template',
        'template',
      );
    case 'constant': {
      const source: Source = { kind: 'value', constant: action.constant };
      return changeSource(history, action.id, source, 'fixed value', action.typed ? 'constant' : undefined);
    }
    case 'default': {
      const onNull = { default: action.constant };
      const typing = action.typed ? 'default' : undefined;
      return change(
        history,
        action.id,
        (row) => ({ ...row, onNull }),
        (row) => `default of ${sourceName(row)}`,
        typing,
      );
    }
    case 'column':
      return change(
        history,
        action.id,
        (row) => withTypedColumn(row, action.column),
        (row) => `column of ${row.to === '' ? 'a new field' : row.to}`,
        'column',
      );
    case 'at':
      return change(
        history,
        action.id,
        (row) => ({ ...row, to: action.to, source: withAt(row.source, action.at) }),
        (row) => `${action.at ?? 'the whole value'} of ${sourceName(row)}`,
      );
    case 'cast':
      return change(
        history,
        action.id,
        (row) => ({ ...row, source: withCast(row.source, action.as) }),
        (row) => `send ${sourceName(row)} as ${action.as ?? 'its own type'}`,
      );
    case 'onNull':
      return change(
        history,
        action.id,
        (row) => ({ ...row, onNull: action.onNull }),
        (row) => `NULL of ${sourceName(row)}`,
      );
    case 'remove': {
      const row = history.draft.rows.find(({ id }) => id === action.id);
      if (row === undefined) return history;
      const rows = history.draft.rows.filter(({ id }) => id !== action.id);
      return record(history, `remove ${sourceName(row)}`, { ...history.draft, rows });
    }
    case 'move':
      return moveRow(history, action.id, action.past);
    case 'add': {
      const rows = [...history.draft.rows];
      const index = action.after === undefined ? -1 : rows.findIndex(({ id }) => id === action.after);
      rows.splice(index === -1 ? rows.length : index + 1, 0, action.row);
      return record(history, `add ${sourceName(action.row)}`, { ...history.draft, rows });
    }
    case 'edit': {
      const edits = new Map(action.edits.map((edit) => [edit.id, edit]));
      const rows = history.draft.rows.map((row) => applyEdit(row, edits.get(row.id)));
      return record(history, action.name, { ...history.draft, rows });
    }
    case 'replace':
      return record(history, action.name, action.draft);
  }
}

function travel(
  history: History,
  from: readonly Step[],
  to: readonly Step[],
  direction: 'past' | 'future',
): History {
  const step = from.at(-1);
  if (step === undefined) return history;
  const rest = from.slice(0, -1);
  const back = [...to, { name: step.name, draft: history.draft }];
  const [past, future] = direction === 'past' ? [rest, back] : [back, rest];
  return { draft: step.draft, past, future, typing: undefined, typed: false };
}

function record(history: History, name: string, draft: Draft, typing?: string): History {
  const goesOn = typing !== undefined && history.typing === typing;
  return {
    draft,
    past: goesOn ? history.past : [...history.past.slice(1 - STEPS_MAX), { name, draft: history.draft }],
    future: [],
    typing,
    typed: typing !== undefined,
  };
}

function change(
  history: History,
  id: number,
  apply: (row: MappingRow) => MappingRow,
  name: (row: MappingRow) => string,
  typing?: string,
): History {
  const index = history.draft.rows.findIndex((row) => row.id === id);
  const row = history.draft.rows[index];
  if (row === undefined) return history;
  const rows = history.draft.rows.with(index, apply(row));
  return record(
    history,
    name(row),
    { ...history.draft, rows },
    typing === undefined ? undefined : `${typing} ${id}`,
  );
}

function changeSource(
  history: History,
  id: number,
  source: Source,
  name: string,
  typing: string | undefined,
): History {
  return change(
    history,
    id,
    (row) => ({ ...row, source }),
    () => name,
    typing,
  );
}

function moveRow(history: History, id: number, past: number): History {
  const { rows } = history.draft;
  const from = rows.findIndex((row) => row.id === id);
  const to = rows.findIndex((row) => row.id === past);
  const row = rows[from];
  if (row === undefined || to === -1) return history;
  const moved = rows.toSpliced(from, 1).toSpliced(to, 0, row);
  return record(history, `move ${sourceName(row)}`, { ...history.draft, rows: moved });
}

function applyEdit(row: MappingRow, edit: Edit | undefined): MappingRow {
  if (edit === undefined) return row;
  return {
    ...(edit.column === undefined ? row : withColumn(row, edit.column)),
    ...(edit.to === undefined ? {} : { to: edit.to }),
    ...(edit.onNull === undefined ? {} : { onNull: edit.onNull }),
    ...(edit.constant === undefined ? {} : { source: { kind: 'value' as const, constant: edit.constant } }),
  };
}

/** A path that is the column's name follows it from key to key. */
function withTypedColumn(row: MappingRow, column: string): MappingRow {
  const { to, source } = row;
  const follows = source.kind === 'column' && source.column !== '' && to === formatFieldPath([source.column]);
  return withColumn(follows ? { ...row, to: '' } : row, column);
}

function withColumn(row: MappingRow, column: string): MappingRow {
  return {
    ...row,
    to: row.to === '' && column !== '' ? formatFieldPath([column]) : row.to,
    source: { kind: 'column', column },
  };
}

function withAt(source: Source, at: string | undefined): Source {
  if (source.kind !== 'column') return source;
  const { column, as } = source;
  return { kind: 'column', column, ...(at === undefined ? {} : { at }), ...(as === undefined ? {} : { as }) };
}

function withCast(source: Source, as: Cast | undefined): Source {
  if (source.kind !== 'column') return source;
  const { column, at } = source;
  return { kind: 'column', column, ...(at === undefined ? {} : { at }), ...(as === undefined ? {} : { as }) };
}
