import type { Column, FieldPath, Mapping, RelationName } from '@rowhook/contracts';
import { equal } from '../lib/objects';
import { createStore, type Store } from '../lib/store';
import type { Columns } from '../mapping/columns';
import type { SentType } from '../mapping/constant';
import { defaultDraft, fromMapping, toMapping } from '../mapping/document';
import { reduce, type Action } from '../mapping/edits';
import { NO_FILTER, filterFor, filterRows, withRow, type Filter } from '../mapping/filter';
import { newHistory, type History } from '../mapping/history';
import type { RowIssues, RowPart, ValidationResult } from '../mapping/issues';
import type { Draft, MappingRow } from '../mapping/model';
import { validateDraft } from '../mapping/validate';

export interface MappingState extends History {
  columns: Columns;
  validation: ValidationResult;
  filter: Filter;
  /** The rows that the filter shows: the draft's own list without a filter. */
  shown: readonly MappingRow[];
  /** What the engine reported about the mapping or the payload shown, by row. */
  engineIssues: RowIssues;
  /** The part of a row that takes the focus as soon as it is rendered. */
  focusRequest: { id: number; part: RowPart } | undefined;
}

/** What a receiver expects: field paths and types, without values. */
export type Target = readonly { path: FieldPath; type: SentType }[] | undefined;

/** What the user typed into panes, which may be unmounted meanwhile. */
export interface PaneInputs {
  columnFilter: string;
  webhookUrl: string;
  /** The sample pasted last. */
  pastedSample: string;
}

/** The mapping of one table while it is edited. It is outside React, so that typing renders one row. */
export interface MappingStore extends Pick<Store<MappingState>, 'get' | 'subscribe'> {
  relation: RelationName;
  inputs: Store<PaneInputs>;
  target: Store<Target>;
  /** How many payloads the preview has. */
  payloadCount: Store<number>;
  /** The keys of dismissed notes. */
  dismissed: Store<ReadonlySet<string>>;
  dispatch: (action: Action) => void;
  /** Adds a row, at the end or behind another, and focuses a part of it. */
  add: (row: Omit<MappingRow, 'id'>, part: RowPart, after?: number) => void;
  /** Moves a row past its neighbour among the rows that are shown. */
  move: (id: number, by: -1 | 1) => void;
  /** Opens a mapping document; `text` is its text as written. */
  open: (mapping: Mapping, name: string, text?: string) => void;
  /** Replaces the draft, as one step with a name. */
  rebuild: (name: string, make: (draft: Draft, newId: () => number) => Draft) => void;
  requestFocus: (id: number, part: RowPart) => void;
  clearFocusRequest: () => void;
  /** Shows only the rows that contain the text; the empty text shows all. */
  setFilter: (text: string) => void;
  setEngineIssues: (issues: RowIssues) => void;
  /** Takes over columns that were read again. */
  setColumns: (columns: readonly Column[]) => void;
}

export interface StoredState {
  draft?: Draft | undefined;
  target?: Target;
  dismissed?: readonly string[] | undefined;
}

export function createMappingStore(
  relation: RelationName,
  columnList: readonly Column[],
  stored: StoredState = {},
): MappingStore {
  let lastId = Math.max(0, ...(stored.draft?.rows.map(({ id }) => id) ?? []));
  const newId = () => ++lastId;
  const columns = byName(columnList);
  const first = newHistory(stored.draft ?? defaultDraft(columnList, newId));
  const { get, set, subscribe } = createStore<MappingState>({
    ...first,
    columns,
    validation: validateDraft(first.draft, columns),
    filter: NO_FILTER,
    shown: first.draft.rows,
    engineIssues: new Map(),
    focusRequest: undefined,
  });

  const dispatch = (action: Action) => {
    const state = get();
    const history = reduce(state, action);
    if (history === state) return;
    const { draft, validation: previous } = state;
    const finished = previous.unfinished && !equal(history.inProgress, state.inProgress);
    const same = history.draft === draft && !finished;
    const validation = same
      ? previous
      : validateDraft(history.draft, state.columns, previous, history.inProgress);
    const shown = history.draft === draft ? state.shown : filterRows(history.draft.rows, state.filter);
    set({ ...state, ...history, validation, shown });
  };
  const filterBy = (filter: Filter) => ({ filter, shown: filterRows(get().draft.rows, filter) });
  const requestFocus = (id: number, part: RowPart) => {
    set({ ...get(), ...filterBy(withRow(get().filter, id)), focusRequest: { id, part } });
  };

  return {
    relation,
    inputs: createStore({ columnFilter: '', webhookUrl: '', pastedSample: '' }),
    target: createStore(stored.target),
    payloadCount: createStore(0),
    dismissed: createStore<ReadonlySet<string>>(new Set(stored.dismissed)),
    get,
    subscribe,
    dispatch,
    requestFocus,
    clearFocusRequest: () => set({ ...get(), focusRequest: undefined }),
    setFilter: (text) => set({ ...get(), ...filterBy(filterFor(text, get().draft.rows)) }),
    add: (row, part, after) => {
      const id = newId();
      dispatch({ type: 'add', row: { ...row, id }, ...(after === undefined ? {} : { after }) });
      requestFocus(id, part);
    },
    move: (id, by) => {
      const { shown } = get();
      const past = shown[shown.findIndex((row) => row.id === id) + by];
      if (past !== undefined) dispatch({ type: 'move', id, past: past.id });
    },
    open: (mapping, name, text) =>
      dispatch({ type: 'replace', name, draft: fromMapping(mapping, newId, text) }),
    rebuild: (name, make) => dispatch({ type: 'replace', name, draft: make(get().draft, newId) }),
    setEngineIssues: (engineIssues) => {
      if (engineIssues.size > 0 || get().engineIssues.size > 0) set({ ...get(), engineIssues });
    },
    setColumns: (list) => {
      const state = get();
      const columns = byName(list);
      const validation = validateDraft(state.draft, columns, state.validation, state.inProgress);
      set({ ...state, columns, validation });
    },
  };
}

function byName(columns: readonly Column[]): Columns {
  return new Map(columns.map((column) => [column.name, column]));
}

/** The mapping of a draft; undefined while it has errors. */
export function validMapping({
  draft,
  validation,
}: Pick<MappingState, 'draft' | 'validation'>): Mapping | undefined {
  const { errors, mappingErrors, unfinished } = validation;
  return errors.size === 0 && mappingErrors.length === 0 && !unfinished ? toMapping(draft) : undefined;
}
