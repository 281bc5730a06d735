import type { Cast } from '@rowhook/contracts';
import { castWords } from './labels';
import { sourceName, type Constant, type Draft, type MappingRow, type OnNull, type Source } from './model';
import { applyEdit, withAt, withCast, withTypedColumn, type Edit } from './edit';
import type { Typing } from './typing';
import { record, travel, type History } from './history';

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

export function reduce(history: History, action: Action): History {
  switch (action.type) {
    case 'undo':
      return travel(history, 'past');
    case 'redo':
      return travel(history, 'future');
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
      return change(
        history,
        action.id,
        (row) => ({ ...row, onNull }),
        (row) => `default of ${sourceName(row)}`,
        action.typed ? 'default' : undefined,
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
        (row) =>
          `send ${sourceName(row)} as ${action.as === undefined ? 'its own type' : castWords[action.as]}`,
      );
    case 'onNull':
      return change(
        history,
        action.id,
        (row) => ({ ...row, onNull: action.onNull }),
        (row) => `If NULL of ${sourceName(row)}`,
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

function change(
  history: History,
  id: number,
  apply: (row: MappingRow) => MappingRow,
  name: (row: MappingRow) => string,
  typed?: Typing['part'],
): History {
  const index = history.draft.rows.findIndex((row) => row.id === id);
  const row = history.draft.rows[index];
  if (row === undefined) return history;
  const rows = history.draft.rows.with(index, apply(row));
  return record(
    history,
    name(row),
    { ...history.draft, rows },
    typed === undefined ? undefined : { part: typed, id },
  );
}

function changeSource(
  history: History,
  id: number,
  source: Source,
  name: string,
  typed: Typing['part'] | undefined,
): History {
  return change(
    history,
    id,
    (row) => ({ ...row, source }),
    () => name,
    typed,
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
