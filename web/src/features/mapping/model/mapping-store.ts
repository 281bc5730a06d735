import type { Column, Mapping, RelationName } from '@rowhook/contracts';
import type { Store } from '../../../state/store';
import { arrivalDraft } from './arrival';
import { checkDraft, type Columns, type RowIssue, type Verdict } from './checks';
import { fromMapping, toMapping } from './document';
import type { MappingRow } from './draft';
import { begin, reduce, type Action, type History } from './reducer';

/** What of a row is to be focused. */
export type RowPart = 'path' | 'source' | 'default';

export interface MappingState extends History {
  columns: Columns;
  verdict: Verdict;
  /** What the engine said about rows: of the mapping, or of the payload that is shown. */
  reports: ReadonlyMap<number, readonly RowIssue[]>;
  /** The row to be brought into view and focused; `turn` tells two such wishes for one row apart. */
  wanted: { id: number; part: RowPart; turn: number } | undefined;
}

/** The mapping of one relation while it is worked on: outside React, so that typing renders one row. */
export interface MappingStore extends Pick<Store<MappingState>, 'get' | 'subscribe'> {
  relation: RelationName;
  dispatch: (action: Action) => void;
  /** Adds a row, at the end or behind another, and focuses a part of it. */
  add: (row: Omit<MappingRow, 'id'>, part: RowPart, after?: number) => void;
  open: (mapping: Mapping, name: string) => void;
  want: (id: number, part: RowPart) => void;
  report: (reports: MappingState['reports']) => void;
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
  const listeners = new Set<() => void>();
  let state: MappingState = {
    ...first,
    columns,
    verdict: checkDraft(first.draft, columns),
    reports: new Map(),
    wanted: undefined,
  };

  const set = (next: MappingState) => {
    if (next === state) return;
    state = next;
    for (const listener of [...listeners]) listener();
  };
  const dispatch = (action: Action) => {
    const history = reduce(state, action);
    if (history === state) return;
    const { draft, verdict: before } = state;
    const verdict = history.draft === draft ? before : checkDraft(history.draft, state.columns, before);
    set({ ...state, ...history, verdict });
  };
  const want = (id: number, part: RowPart) => {
    set({ ...state, wanted: { id, part, turn: (state.wanted?.turn ?? 0) + 1 } });
  };

  return {
    relation,
    get: () => state,
    subscribe: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    dispatch,
    want,
    add: (row, part, after) => {
      const id = newId();
      dispatch({ type: 'add', row: { ...row, id }, ...(after === undefined ? {} : { after }) });
      want(id, part);
    },
    open: (mapping, name) => dispatch({ type: 'replace', name, draft: fromMapping(mapping, newId) }),
    report: (reports) => {
      if (reports.size > 0 || state.reports.size > 0) set({ ...state, reports });
    },
    setColumns: (list) => {
      const now = byName(list);
      set({ ...state, columns: now, verdict: checkDraft(state.draft, now, state.verdict) });
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
  return verdict.errors.size === 0 && verdict.whole.length === 0 ? toMapping(draft) : undefined;
}
