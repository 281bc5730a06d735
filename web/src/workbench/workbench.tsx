import type { FieldPath, Mapping, RelationDetail, RelationName } from '@rowhook/contracts';
import { useCallback, useEffect, useMemo, useState } from 'react';
import { plural } from '../lib/format';
import { relationText } from '../lib/relation';
import { useStore } from '../lib/store';
import { navigate, type UrlState } from '../lib/url-state';
import { fieldName } from '../mapping/model';
import { rowAtPath } from '../mapping/paths';
import { Tabs, tabPanel } from '../ui/tabs';
import { ColumnsPane } from './columns/columns-pane';
import { MappingContext, SampleContext } from './context';
import { highlight } from './highlight';
import { useLayout } from './layout';
import { LiveSummary } from './live-summary';
import { MappingPane } from './mapping-pane';
import { PayloadPane } from './payload/payload-pane';
import { usePreview } from './preview';
import type { MappingStore } from './store';
import styles from './workbench.module.css';

interface WorkbenchProps {
  session: number;
  detail: RelationDetail;
  store: MappingStore;
  urlState: UrlState;
  onReadColumns: () => void;
  /** Replaces the mapping of another relation. */
  onOpenElsewhere: (relation: RelationName, mapping: Mapping) => void;
}

type Pane = 'columns' | 'mapping' | 'payload';

/** Columns, mapping and payload of one relation, side by side as far as there is room. */
export function Workbench({
  session,
  detail,
  store,
  urlState,
  onReadColumns,
  onOpenElsewhere,
}: WorkbenchProps) {
  const room = useLayout();
  const [chosen, setPane] = useState<Pane>('mapping');
  const pane = room === 'two' && chosen === 'payload' ? 'mapping' : chosen;
  const issues = useStore(
    store,
    ({ validation }) => validation.errors.size + validation.mappingErrors.length,
  );
  const unfinished = useStore(store, ({ validation }) => validation.unfinished);
  const preview = usePreview(session, detail, store, urlState, onReadColumns);
  const { sample, takenAt, result, error } = preview;
  const { limit, pick } = urlState;
  const sampleOf = useMemo(
    () =>
      takenAt === undefined || sample === undefined
        ? undefined
        : { session, rows: { limit, pick }, takenAt, sample },
    [limit, pick, sample, session, takenAt],
  );
  const stale =
    issues > 0
      ? 'Payload from before the conflict'
      : error === undefined
        ? undefined
        : 'Payload from before this failed';

  useEffect(() => store.setColumns(detail.columns), [detail, store]);
  useEffect(() => () => highlight.set(undefined), []);

  const goToRow = (id: number) => {
    setPane('mapping');
    store.requestFocus(id, 'path');
  };
  const fieldAt = (index: number) => {
    const id = result?.input.rowIds[index];
    const row = store.get().draft.rows.find((each) => each.id === id);
    if (row === undefined) return undefined;
    const { value } = row;
    const column = value.kind === 'column' && value.at === undefined ? value.column : undefined;
    return { name: row.to || fieldName(row), column, go: () => goToRow(row.id) };
  };
  const sendAsString = useCallback(
    (path: FieldPath) => {
      const { draft, columns } = store.get();
      const row = rowAtPath(draft.rows, path);
      if (row?.value.kind !== 'column' || row.value.as === 'string') return undefined;
      const { id, value } = row;
      const allowed = columns.get(value.column)?.casts.includes('string') ?? false;
      return allowed ? () => store.dispatch({ type: 'cast', id, as: 'string' }) : undefined;
    },
    [store],
  );
  const onPoint = useCallback(
    (path: FieldPath | undefined) => {
      const row = path === undefined ? undefined : rowAtPath(store.get().draft.rows, path);
      highlight.set(
        path === undefined || path.length === 0 ? undefined : { row: row?.id, path, by: 'payload' },
      );
    },
    [store],
  );
  const openElsewhere = (mapping: Mapping) => {
    if (mapping.relation === undefined) return;
    onOpenElsewhere(mapping.relation, mapping);
    navigate({ relation: mapping.relation, row: 0, pick: 'first' });
  };
  const mark = issues === 0 ? undefined : plural(issues, 'issue');
  const tabs: { value: Pane; label: string; mark?: string | undefined }[] = [];
  if (room !== 'three')
    tabs.push({ value: 'columns', label: 'Columns' }, { value: 'mapping', label: 'Mapping', mark });
  if (room === 'one') tabs.push({ value: 'payload', label: 'Payload' });
  const shows = (wanted: Pane) =>
    room === 'three' || pane === wanted || (room === 'two' && wanted === 'payload');
  const panelOf = (shown: Pane) => (tabs.some(({ value }) => value === shown) ? tabPanel(shown) : undefined);

  return (
    <MappingContext value={store}>
      <h1 className="visually-hidden">Map {relationText(detail)}</h1>
      <div className={styles.workbench} data-room={room}>
        {tabs.length === 0 ? null : <Tabs label="Panes" tabs={tabs} value={pane} onChange={setPane} />}
        {shows('columns') ? (
          <ColumnsPane panel={panelOf('columns')} detail={detail} sample={sample} row={urlState.row} />
        ) : null}
        {shows('mapping') ? (
          <SampleContext value={sampleOf}>
            <MappingPane
              panel={panelOf('mapping')}
              onOpenElsewhere={openElsewhere}
              primaryKey={detail.primaryKey}
              staleNote={result === undefined ? 'no payload yet' : 'the payload shown is the last good one'}
            />
          </SampleContext>
        ) : null}
        {shows('payload') ? (
          <PayloadPane
            panel={panelOf('payload')}
            urlState={urlState}
            detail={detail}
            preview={preview}
            stale={stale}
            fieldAt={fieldAt}
            sendAsString={sendAsString}
            onPoint={onPoint}
          />
        ) : null}
      </div>
      <LiveSummary issues={issues} unfinished={unfinished} failed={error !== undefined} result={result} />
    </MappingContext>
  );
}
