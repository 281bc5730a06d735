import type { Mapping, RelationDetail, RelationName } from '@rowhook/contracts';
import { useEffect, useState } from 'react';
import { plural } from '../lib/format';
import { relationText } from '../lib/relation';
import { useStore } from '../lib/store';
import { navigate, type UrlState } from '../lib/url-state';
import { tabPanel, Tabs } from '../ui/tabs';
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
  onOpenElsewhere: (relation: RelationName, mapping: Mapping, text: string) => void;
}

type Pane = 'columns' | 'mapping' | 'payload';

/** Columns, mapping and payload of one relation, side by side as far as they fit. */
export function Workbench(props: WorkbenchProps) {
  const { session, detail, store, urlState, onReadColumns, onOpenElsewhere } = props;
  const layout = useLayout();
  const [chosen, setPane] = useState<Pane>('mapping');
  const pane = layout === 'two' && chosen === 'payload' ? 'mapping' : chosen;
  const issues = useStore(
    store,
    ({ validation }) => validation.errors.size + validation.mappingErrors.length,
  );
  const preview = usePreview(session, detail, store, urlState, onReadColumns);

  useEffect(() => store.setColumns(detail.columns), [detail, store]);
  useEffect(() => () => highlight.set(undefined), []);

  const openElsewhere = (mapping: Mapping, text: string) => {
    const { relation } = mapping;
    if (relation === undefined) return;
    onOpenElsewhere(relation, mapping, text);
    navigate({ relation, row: 0, pick: 'first' });
  };
  const mark = issues === 0 ? undefined : plural(issues, 'issue');
  const tabs: { value: Pane; label: string; mark?: string | undefined }[] = [];
  if (layout !== 'three')
    tabs.push({ value: 'columns', label: 'Columns' }, { value: 'mapping', label: 'Mapping', mark });
  if (layout === 'one') tabs.push({ value: 'payload', label: 'Payload' });
  const shows = (each: Pane) =>
    layout === 'three' || pane === each || (layout === 'two' && each === 'payload');
  const panelOf = (each: Pane) => (tabs.some(({ value }) => value === each) ? tabPanel(each) : undefined);

  return (
    <MappingContext value={store}>
      <SampleContext value={preview.sample}>
        <h1 className="visually-hidden">Map {relationText(detail)}</h1>
        <div className={styles.workbench} data-layout={layout}>
          {tabs.length === 0 ? null : <Tabs label="Panes" tabs={tabs} value={pane} onChange={setPane} />}
          {shows('columns') ? (
            <ColumnsPane panel={panelOf('columns')} detail={detail} row={urlState.row} />
          ) : null}
          {shows('mapping') ? (
            <MappingPane
              panel={panelOf('mapping')}
              onOpenElsewhere={openElsewhere}
              primaryKey={detail.primaryKey}
              hasPayload={preview.result !== undefined}
            />
          ) : null}
          {shows('payload') ? (
            <PayloadPane
              panel={panelOf('payload')}
              urlState={urlState}
              detail={detail}
              preview={preview}
              onGoToField={(id) => {
                setPane('mapping');
                store.requestFocus(id, 'path');
              }}
            />
          ) : null}
        </div>
        <LiveSummary issues={issues} preview={preview} />
      </SampleContext>
    </MappingContext>
  );
}
