import type { Column, Mapping, RelationName } from '@rowhook/contracts';
import { createStore, type Store } from '../lib/store';
import { checkDraft } from '../mapping/validate';
import type { RowPart } from '../mapping/row-part';
import type { Columns, Reports, Verdict } from '../mapping/issues';
import { arrivalDraft } from '../mapping/arrival';
import { fromMapping, toMapping } from '../mapping/document';
import type { Draft, MappingRow } from '../mapping/model';
import { sameTyping } from '../mapping/typing';
import { filterFor, filterRows, NO_FILTER, withRow, type Filter } from '../mapping/filter';
import { begin, type History } from '../mapping/history';
import { reduce, type Action } from '../mapping/edits';

export interface MappingState extends History {
  columns: Columns;
  verdict: Verdict;
  filter: Filter;
  /** The rows that the filter lets through: the draft's own list where nothing is filtered. */
  shown: readonly MappingRow[];
  reports: Reports;
  /** The row to be brought into view and focused, until that is done. */
  wanted: { id: number; part: RowPart } | undefined;
}

/** The mapping of one relation while it is worked on: outside React, so that typing renders one row. */
export interface MappingStore extends Pick<Store<MappingState>, 'get' | 'subscribe'> {
  relation: RelationName;
  dispatch: (action: Action) => void;
  /** Adds a row, at the end or behind another, and focuses a part of it. */
  add: (row: Omit<MappingRow, 'id'>, part: RowPart, after?: number) => void;
  /** Moves a row past its neighbour among the rows that are shown. */
  move: (id: number, by: -1 | 1) => void;
  open: (mapping: Mapping, name: string) => void;
  /** Puts another draft in the place of this one, as one step with a name. */
  rebuild: (name: string, make: (draft: Draft, newId: () => number) => Draft) => void;
  want: (id: number, part: RowPart) => void;
  /** What was wanted has the focus. */
  served: () => void;
  /** Shows only the rows that hold the text; none shows all. */
  setFilter: (text: string) => void;
  report: (reports: Reports) => void;
  /** The relation's columns were read again. */
  setColumns: (columns: readonly Column[]) => void;
}

export function createMappingStore(
  relation: RelationName,
  columnList: readonly Column[],
  draft?: Mapping,
): MappingStore {
  let lastId = 0;
  const newId = () => ++lastId;
  const columns = byName(columnList);
  const first = begin(draft === undefined ? arrivalDraft(columnList, newId) : fromMapping(draft, newId));
  const { get, set, subscribe } = createStore<MappingState>({
    ...first,
    columns,
    verdict: checkDraft(first.draft, columns),
    filter: NO_FILTER,
    shown: first.draft.rows,
    reports: new Map(),
    wanted: undefined,
  });

  const dispatch = (action: Action) => {
    const state = get();
    const history = reduce(state, action);
    if (history === state) return;
    const { draft, verdict: before } = state;
    const left = before.unfinished && !sameTyping(history.typing, state.typing);
    const same = history.draft === draft && !left;
    const verdict = same ? before : checkDraft(history.draft, state.columns, before, history.typing);
    const shown = history.draft === draft ? state.shown : filterRows(history.draft.rows, state.filter);
    set({ ...state, ...history, verdict, shown });
  };
  const filterBy = (filter: Filter) => ({ filter, shown: filterRows(get().draft.rows, filter) });
  const want = (id: number, part: RowPart) => {
    set({ ...get(), ...filterBy(withRow(get().filter, id)), wanted: { id, part } });
  };

  return {
    relation,
    get,
    subscribe,
    dispatch,
    want,
    served: () => set({ ...get(), wanted: undefined }),
    setFilter: (text) => set({ ...get(), ...filterBy(filterFor(text, get().draft.rows)) }),
    add: (row, part, after) => {
      const id = newId();
      dispatch({ type: 'add', row: { ...row, id }, ...(after === undefined ? {} : { after }) });
      want(id, part);
    },
    move: (id, by) => {
      const { shown } = get();
      const past = shown[shown.findIndex((row) => row.id === id) + by];
      if (past !== undefined) dispatch({ type: 'move', id, past: past.id });
    },
    open: (mapping, name) => dispatch({ type: 'replace', name, draft: fromMapping(mapping, newId) }),
    rebuild: (name, make) => dispatch({ type: 'replace', name, draft: make(get().draft, newId) }),
    report: (reports) => {
      if (reports.size > 0 || get().reports.size > 0) set({ ...get(), reports });
    },
    setColumns: (list) => {
      const state = get();
      const columns = byName(list);
      set({ ...state, columns, verdict: checkDraft(state.draft, columns, state.verdict, state.typing) });
    },
  };
}

function byName(columns: readonly Column[]): Columns {
  return new Map(columns.map((column) => [column.name, column]));
}

/** The mapping as it can be asked for: undefined while something in it has to be put right. */
export function validMapping({
  draft,
  verdict,
}: Pick<MappingState, 'draft' | 'verdict'>): Mapping | undefined {
  const applies = verdict.errors.size === 0 && verdict.whole.length === 0 && !verdict.unfinished;
  return applies ? toMapping(draft) : undefined;
}
