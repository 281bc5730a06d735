import { sourceOf, type Column, type Mapping, type Source } from '@rowhook/contracts';
import type { ConditionErrors } from '../filters/condition-errors';
import { plural } from '../lib/format';
import { equal } from '../lib/objects';
import { tableSource } from '../lib/source';
import { createStore, type Store } from '../lib/store';
import { defaultDraft } from '../mapping/default-draft';
import { fromMapping } from '../mapping/document';
import { reduce, type Action } from '../mapping/edits';
import { NO_SEARCH, foundFields, searchFor, withField, type FieldSearch } from '../mapping/field-search';
import { newHistory, type History } from '../mapping/history';
import {
  noIssues,
  type FieldIssue,
  type FieldIssues,
  type FieldPart,
  type ValidationResult,
} from '../mapping/issues';
import type { Columns, Draft, DraftField } from '../mapping/model';
import { validateDraft } from '../mapping/validate';

export interface MappingState extends History {
  columns: Columns;
  validation: ValidationResult;
  fieldSearch: FieldSearch;
  /** The fields that the search finds: the draft's own list without a search. */
  shown: readonly DraftField[];
  /** Whether there was no key for a while, so that issues of the part being edited are shown. */
  paused: boolean;
  /** The engine's issues of the payload shown, by field. */
  engineIssues: FieldIssues;
  /** The fields that the engine refused, as they were then, and why. */
  refused: ReadonlyMap<DraftField, readonly FieldIssue[]>;
  /** The engine's errors about the filter, by condition. */
  conditionErrors: ConditionErrors;
  /** The part of a field that takes the focus as soon as it is rendered. */
  focusRequest: { id: number; part: FieldPart } | undefined;
}

/** The mapping of one source while it is edited. It is outside React, so that typing renders one field. */
export interface MappingStore extends Pick<Store<MappingState>, 'get' | 'subscribe'> {
  /** The table with its filter, which undo also covers, or the query. */
  source: Store<Source>;
  dispatch: (action: Action) => void;
  /** Adds a field, at the end or after another, and focuses a part of it. */
  add: (field: Omit<DraftField, 'id'>, part: FieldPart, after?: number) => void;
  /** Fills the paths of a field and of those shown below it, as one edit. An empty text leaves a path as it is. */
  pastePaths: (id: number, paths: readonly string[]) => void;
  /** Removes a field. `focusNext`: a neighbour takes the focus. */
  remove: (id: number, focusNext: boolean) => void;
  /** Moves a field past its neighbour among the fields that are shown. */
  move: (id: number, by: -1 | 1) => void;
  /** Opens a mapping document, with its source; `text` is its text as written. */
  open: (mapping: Mapping, name: string, text?: string) => void;
  /** Replaces the draft, as one edit with a name. */
  rebuild: (name: string, make: (draft: Draft, newId: () => number) => Draft) => void;
  /** Takes over the draft of another tab. */
  follow: (draft: Draft) => void;
  requestFocus: (id: number, part: FieldPart) => void;
  clearFocusRequest: () => void;
  /** Shows only the fields that contain the text; the empty text shows all. */
  setFieldSearch: (text: string) => void;
  setEngineIssues: (issues: FieldIssues) => void;
  setConditionErrors: (errors: ConditionErrors) => void;
  /** Leaves fields that are as they were sent out of the preview, until they are edited or allowed again. */
  refuse: (sent: readonly DraftField[], issues: FieldIssues) => void;
  allowRefused: () => void;
  /** Takes over columns that were read again. */
  setColumns: (columns: readonly Column[]) => void;
}

interface MappingInputs extends Pick<MappingStore, 'source'> {
  columns: readonly Column[];
  /** Undefined: the default mapping. */
  draft: Draft | undefined;
  /** Returns the stored history of a draft. */
  historyOf: (draft: Draft) => Pick<History, 'past' | 'future'> | undefined;
}

/** Without a key for this long, issues of what is being typed are shown. */
const PAUSE_MS = 600;

export function createMappingStore(inputs: MappingInputs): MappingStore {
  const { source } = inputs;
  let lastId = highestId(inputs.draft);
  const newId = () => ++lastId;
  const draft = inputs.draft ?? defaultDraft(inputs.columns, newId);
  // The default draft has a history if only the filter was edited.
  const { past = [], future = [] } = inputs.historyOf(draft) ?? {};
  lastId = Math.max(lastId, ...[...past, ...future].map((entry) => highestId(entry.draft)));
  const columns = byName(inputs.columns);
  const first = { ...newHistory(draft, source.get().where), past, future };
  const { get, set, subscribe } = createStore<MappingState>({
    ...first,
    columns,
    validation: validateDraft(first.draft, columns),
    fieldSearch: NO_SEARCH,
    shown: first.draft.fields,
    paused: true,
    engineIssues: new Map(),
    refused: new Map(),
    conditionErrors: new Map(),
    focusRequest: undefined,
  });

  const validate = (history: History, paused: boolean, columns = get().columns) => {
    const { validation } = get();
    const typing = history.inProgress && { ...history.inProgress, paused };
    return validateDraft(history.draft, columns, validation, typing);
  };
  let pause: ReturnType<typeof setTimeout> | undefined;
  const dispatch = (action: Action) => {
    const state = get();
    const history = reduce(state, action);
    if (history === state) return;
    clearTimeout(pause);
    const paused = history.inProgress === undefined;
    if (!paused)
      pause = setTimeout(() => set({ ...get(), paused: true, validation: validate(get(), true) }), PAUSE_MS);
    const shown =
      history.draft === state.draft ? state.shown : foundFields(history.draft.fields, state.fieldSearch);
    set({ ...state, ...history, paused, validation: validate(history, paused), shown });
    // Undo and redo change the filter in the source; a change of the source is an edit in the history.
    const { where } = history;
    const { relation } = source.get();
    if (relation !== undefined && where !== state.where) source.set(tableSource(relation, where));
  };
  source.subscribe(() => dispatch({ type: 'filter', where: source.get().where ?? [] }));
  const searchBy = (fieldSearch: FieldSearch) => ({
    fieldSearch,
    shown: foundFields(get().draft.fields, fieldSearch),
  });
  const requestFocus = (id: number, part: FieldPart) => {
    set({ ...get(), ...searchBy(withField(get().fieldSearch, id)), focusRequest: { id, part } });
  };

  return {
    source,
    get,
    subscribe,
    dispatch,
    requestFocus,
    clearFocusRequest: () => set({ ...get(), focusRequest: undefined }),
    setFieldSearch: (text) => set({ ...get(), ...searchBy(searchFor(text, get().draft.fields)) }),
    add: (field, part, after) => {
      const id = newId();
      dispatch({ type: 'add', field: { ...field, id }, ...(after === undefined ? {} : { after }) });
      requestFocus(id, part);
    },
    pastePaths: (id, paths) => {
      const { shown } = get();
      const first = shown.findIndex((field) => field.id === id);
      const edits = paths.flatMap((to, i) => {
        const field = shown[first + i];
        return field === undefined || to === '' ? [] : [{ type: 'path' as const, id: field.id, to }];
      });
      const last = edits.at(-1);
      if (last === undefined) return;
      dispatch({ type: 'edit', name: `paste ${plural(edits.length, 'path')}`, edits });
      requestFocus(last.id, 'path');
    },
    remove: (id, focusNext) => {
      const { shown } = get();
      const at = shown.findIndex((field) => field.id === id);
      const neighbour = shown[at + 1] ?? shown[at - 1];
      dispatch({ type: 'remove', id });
      if (focusNext && neighbour !== undefined) requestFocus(neighbour.id, 'path');
    },
    move: (id, by) => {
      const { shown } = get();
      const over = shown[shown.findIndex((field) => field.id === id) + by];
      if (over !== undefined) dispatch({ type: 'move', id, over: over.id });
    },
    open: (mapping, name, text) => {
      const opened = sourceOf(mapping);
      const where = opened && (opened.where ?? []);
      dispatch({ type: 'replace', name, draft: fromMapping(mapping, newId, text), where });
      if (opened?.query !== undefined) source.set(opened);
    },
    rebuild: (name, make) => dispatch({ type: 'replace', name, draft: make(get().draft, newId) }),
    follow: (draft) => {
      lastId = Math.max(lastId, highestId(draft));
      dispatch({ type: 'follow', draft });
    },
    setEngineIssues: (engineIssues) => {
      if (engineIssues.size > 0 || get().engineIssues.size > 0) set({ ...get(), engineIssues });
    },
    setConditionErrors: (conditionErrors) => {
      if (conditionErrors.size > 0 || get().conditionErrors.size > 0) set({ ...get(), conditionErrors });
    },
    refuse: (sent, issues) => {
      const { draft, refused } = get();
      const isUnchanged = (field: DraftField) =>
        sent.some((other) => other.id === field.id && equal(other, field));
      const refusedNow = draft.fields.flatMap((field): [DraftField, readonly FieldIssue[]][] => {
        const found = issues.get(field.id);
        return found !== undefined && isUnchanged(field) ? [[field, found]] : [];
      });
      set({ ...get(), refused: new Map([...refused, ...refusedNow]) });
    },
    allowRefused: () => set({ ...get(), refused: new Map() }),
    setColumns: (list) => {
      const columns = byName(list);
      const validation = validate(get(), get().paused, columns);
      set({ ...get(), columns, validation, refused: new Map() });
    },
  };
}

function highestId(draft: Draft | undefined): number {
  return Math.max(0, ...(draft?.fields ?? []).map(({ id }) => id));
}

function byName(columns: readonly Column[]): Columns {
  return new Map(columns.map((column) => [column.name, column]));
}

/** The issues to show at a field: its errors, otherwise what the engine reported about it. */
export function issuesOf(
  { validation, refused, engineIssues }: MappingState,
  field: DraftField,
): readonly FieldIssue[] {
  return validation.shown.get(field.id) ?? refused.get(field) ?? engineIssues.get(field.id) ?? noIssues;
}

/** How many issues are shown at the fields and the filter. */
export function issueCount(state: MappingState): number {
  const { draft, validation, refused, engineIssues, conditionErrors } = state;
  if (validation.shown.size + refused.size + engineIssues.size === 0) return conditionErrors.size;
  return draft.fields.reduce((count, field) => count + issuesOf(state, field).length, conditionErrors.size);
}
