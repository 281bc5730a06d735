import type { FieldPath, Mapping, RelationDetail } from '@rowhook/contracts';
import { useCallback, useEffect, useMemo, useState } from 'react';
import { tabPanel, Tabs } from '../ui/tabs';
import { useRoom } from './layout';
import { ColumnsPane } from './columns/columns-pane';
import { sourceName } from '../mapping/model';
import { rowAtPath } from '../mapping/row-at-path';
import { MappingPane } from './mapping-pane';
import { placeMapping } from './persistence';
import { keepDraft } from './draft-storage';
import type { MappingStore } from './store';
import { SampleContext } from './sample-context';
import { MappingContext } from './context';
import { PayloadPane } from './payload/payload-pane';
import { lighting } from './highlight';
import { goTo, type Place } from '../lib/url-state';
import { relationText } from '../lib/relation';
import { useStore } from '../lib/store';
import { plural } from '../lib/format';
import { LiveSummary } from './live-summary';
import { usePreviewOf } from './preview';
import styles from './workbench.module.css';

interface WorkbenchProps {
  session: number;
  detail: RelationDetail;
  store: MappingStore;
  place: Place;
  onReadColumns: () => void;
}

type Pane = 'columns' | 'mapping' | 'payload';

/** Columns, mapping and payload of one relation, side by side as far as there is room. */
export function Workbench({ session, detail, store, place, onReadColumns }: WorkbenchProps) {
  const room = useRoom();
  const [chosen, setPane] = useState<Pane>('mapping');
  const pane = room === 'two' && chosen === 'payload' ? 'mapping' : chosen;
  const conflicts = useStore(store, ({ verdict }) => verdict.errors.size + verdict.whole.length);
  const unfinished = useStore(store, ({ verdict }) => verdict.unfinished);
  const preview = usePreviewOf(session, detail, store, place, onReadColumns);
  const { sample, takenAt, answer, failure } = preview;
  const { limit, pick } = place;
  const sampleOf = useMemo(
    () =>
      takenAt === undefined || sample === undefined
        ? undefined
        : { session, rows: { limit, pick }, takenAt, sample },
    [limit, pick, sample, session, takenAt],
  );
  const stale =
    conflicts > 0
      ? 'Payload from before the conflict'
      : failure === undefined
        ? undefined
        : 'Payload from before this failed';

  useEffect(() => keepDraft(store), [store]);
  useEffect(() => store.setColumns(detail.columns), [detail, store]);
  useEffect(() => () => lighting.set(undefined), []);

  const goToRow = (id: number) => {
    setPane('mapping');
    store.want(id, 'path');
  };
  const fieldAt = (index: number) => {
    const id = answer?.asked.rowIds[index];
    const row = store.get().draft.rows.find((each) => each.id === id);
    if (row === undefined) return undefined;
    const { source } = row;
    const column = source.kind === 'column' && source.at === undefined ? source.column : undefined;
    return { name: row.to || sourceName(row), column, go: () => goToRow(row.id) };
  };
  const sendAsString = useCallback(
    (path: FieldPath) => {
      const { draft, columns } = store.get();
      const row = rowAtPath(draft.rows, path);
      if (row?.source.kind !== 'column' || row.source.as === 'string') return undefined;
      const { id, source } = row;
      const allowed = columns.get(source.column)?.casts.includes('string') ?? false;
      return allowed ? () => store.dispatch({ type: 'cast', id, as: 'string' }) : undefined;
    },
    [store],
  );
  const onPoint = useCallback(
    (path: FieldPath | undefined) => {
      const row = path === undefined ? undefined : rowAtPath(store.get().draft.rows, path);
      lighting.set(
        path === undefined || path.length === 0 ? undefined : { row: row?.id, path, by: 'payload' },
      );
    },
    [store],
  );
  const openElsewhere = (mapping: Mapping) => {
    if (mapping.relation === undefined) return;
    placeMapping(mapping.relation, mapping);
    goTo({ relation: mapping.relation, row: 0, pick: 'first' });
  };
  const mark = conflicts === 0 ? undefined : plural(conflicts, 'conflict');
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
          <ColumnsPane panel={panelOf('columns')} detail={detail} sample={sample} row={place.row} />
        ) : null}
        {shows('mapping') ? (
          <SampleContext value={sampleOf}>
            <MappingPane
              panel={panelOf('mapping')}
              onOpenElsewhere={openElsewhere}
              primaryKey={detail.primaryKey}
              staleNote={answer === undefined ? 'no payload yet' : 'the payload shown is the last good one'}
            />
          </SampleContext>
        ) : null}
        {shows('payload') ? (
          <PayloadPane
            panel={panelOf('payload')}
            place={place}
            detail={detail}
            preview={preview}
            stale={stale}
            fieldAt={fieldAt}
            sendAsString={sendAsString}
            onPoint={onPoint}
          />
        ) : null}
      </div>
      <LiveSummary
        conflicts={conflicts}
        unfinished={unfinished}
        failed={failure !== undefined}
        answer={answer}
      />
    </MappingContext>
  );
}
