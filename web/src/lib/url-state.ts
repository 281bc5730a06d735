import { ROWS_LIMIT, type RowPick } from '@rowhook/contracts';
import type { SourceName } from './source';
import { createStore } from './store';

export type PayloadView = 'pretty' | 'raw' | 'request';
type MappingView = 'list' | 'tree';
export type SourceTab = 'tables' | 'query';

/** The state of the page that Back restores. The URL contains its names and positions, but no cells, secrets or conditions. */
export interface UrlState {
  sourceName: SourceName | undefined;
  /** The earlier stage that the user has opened again. */
  opened: 'connect' | 'source' | undefined;
  /** The tab of the sources that the user has chosen; undefined: that of the picked source. */
  tab: SourceTab | undefined;
  /** The search in the list of tables, so that Back shows it again. */
  search: string;
  limit: number;
  pick: RowPick;
  /** Index of the payload shown, from 0. */
  row: number;
  /** Whether all payloads are shown, one under the other. */
  all: boolean;
  view: PayloadView;
  mapping: MappingView;
}

const NULL_IN = 'null-in:';

export function parseUrlState(search: string): UrlState {
  const parameters = new URLSearchParams(search);
  const schema = parameters.get('schema') ?? '';
  const name = parameters.get('relation') ?? '';
  const opened = parameters.get('open');
  const tab = parameters.get('tab');
  const view = parameters.get('view');
  return {
    sourceName:
      parameters.get('source') === 'query'
        ? 'query'
        : schema !== '' && name !== ''
          ? { schema, name }
          : undefined,
    opened: opened === 'connect' || opened === 'source' ? opened : undefined,
    tab: tab === 'tables' || tab === 'query' ? tab : undefined,
    search: parameters.get('search') ?? '',
    limit: whole(parameters.get('rows'), ROWS_LIMIT.min, ROWS_LIMIT.max, ROWS_LIMIT.default),
    pick: parsePick(parameters.get('pick') ?? ''),
    row: whole(parameters.get('row'), 1, ROWS_LIMIT.max, 1) - 1,
    all: parameters.get('all') === 'on',
    view: view === 'raw' || view === 'request' ? view : 'pretty',
    mapping: parameters.get('mapping') === 'tree' ? 'tree' : 'list',
  };
}

/** The URL's query, with defaults left out. */
export function formatUrlState(state: UrlState): string {
  const { sourceName, opened, tab, search, limit, pick, row, all, view, mapping } = state;
  const parameters = new URLSearchParams();
  if (sourceName !== undefined) {
    if (sourceName === 'query') parameters.set('source', sourceName);
    else {
      parameters.set('schema', sourceName.schema);
      parameters.set('relation', sourceName.name);
    }
    if (limit !== ROWS_LIMIT.default) parameters.set('rows', String(limit));
    if (pick !== 'first' && !isFind(pick)) parameters.set('pick', formatPick(pick));
    if (row !== 0) parameters.set('row', String(row + 1));
    if (all) parameters.set('all', 'on');
    if (view !== 'pretty') parameters.set('view', view);
    if (mapping !== 'list') parameters.set('mapping', mapping);
  }
  if (opened !== undefined) parameters.set('open', opened);
  if (tab !== undefined) parameters.set('tab', tab);
  if (search !== '') parameters.set('search', search);
  const text = parameters.toString();
  return text === '' ? '' : `?${text}`;
}

export function parsePick(text: string): RowPick {
  if (text === 'last' || text === 'spread') return text;
  return text.startsWith(NULL_IN) && text.length > NULL_IN.length
    ? { nullIn: text.slice(NULL_IN.length) }
    : 'first';
}

/** The name of a pick; conditions, whose values are cells, have none of their own. */
export function formatPick(pick: RowPick): string {
  if (typeof pick === 'string') return pick;
  return isFind(pick) ? 'found' : NULL_IN + pick.nullIn;
}

/** Whether rows are found by conditions. */
export function isFind(pick: RowPick): pick is Extract<RowPick, { where: object }> {
  return typeof pick === 'object' && 'where' in pick;
}

function whole(text: string | null, min: number, max: number, fallback: number): number {
  const value = Number(text ?? Number.NaN);
  return Number.isInteger(value) && value >= min && value <= max ? value : fallback;
}

export const urlState = createStore<UrlState>(parseUrlState(window.location.search));

window.addEventListener('popstate', () => urlState.set(parseUrlState(window.location.search)));

/** Changes the URL state and the URL. `isEntry`: adds an entry to the history of the browser, so that Back undoes the change. */
export function navigate(
  change: Partial<UrlState>,
  isEntry = 'sourceName' in change || 'opened' in change,
): void {
  const next = { ...urlState.get(), ...change };
  const url = window.location.pathname + formatUrlState(next);
  if (isEntry) window.history.pushState(null, '', url);
  else window.history.replaceState(null, '', url);
  urlState.set(next);
}

/** Replaces the current history entry with `entry`, so that Back returns to it, then adds an entry with `change`. */
export function pushAfter(entry: Partial<UrlState>, change: Partial<UrlState> = {}): void {
  navigate(entry, false);
  navigate({ opened: undefined, ...change });
}

/** The change that shows the first row of a source. */
export function firstRowOf(sourceName: SourceName): Partial<UrlState> {
  return { sourceName, row: 0, pick: 'first' };
}
