import { useDeferredValue, useEffect, type ReactNode } from 'react';
import { Group, Panel, Separator } from 'react-resizable-panels';
import { plural } from '../lib/format';
import { sourceText, type SourceDetail } from '../lib/source';
import { useStore } from '../lib/store';
import { navigate, urlState } from '../lib/url-state';
import { Tabs, tabPanel } from '../ui/tabs';
import { ColumnsPane } from './columns/columns-pane';
import { DetailContext, SampleContext, WorkbenchContext, useWorkbench } from './context';
import type { OpenElsewhere } from './export/open-mapping';
import { MappingPane } from './mapping-pane';
import { LiveSummary } from './preview/live-summary';
import { ShownDialog } from './shown-dialog';
import { PayloadPane } from './payload/payload-pane';
import { PreviewContext, usePreview } from './preview/preview';
import { issueCount } from './store';
import { resetWorkbench, shownPane, type Pane } from './ui-state';
import { useLayout, usePaneWidths } from './use-layout';
import type { WorkbenchState } from './workbench-state';
import styles from './workbench.module.css';

interface WorkbenchProps {
  detail: SourceDetail;
  state: WorkbenchState;
  notice: ReactNode;
  onReadColumns: () => void;
  onOpenElsewhere: OpenElsewhere;
}

/** Columns, mapping and payload of one source, side by side as far as they fit. */
export function Workbench(props: WorkbenchProps) {
  const { detail, state, notice, onReadColumns, onOpenElsewhere } = props;
  const layout = useLayout();
  const chosen = useStore(shownPane);
  const pane = layout === 'two' && chosen === 'payload' ? 'mapping' : chosen;
  const issues = useStore(
    state.mapping,
    (mapping) => issueCount(mapping) + mapping.validation.mappingErrors.length,
  );

  useEffect(() => resetWorkbench, []);

  const mark = issues === 0 ? undefined : plural(issues, 'issue');
  const tabs: { value: Pane; label: string; mark?: string | undefined }[] = [];
  if (layout !== 'three')
    tabs.push({ value: 'columns', label: 'Columns' }, { value: 'mapping', label: 'Mapping', mark });
  if (layout === 'one') tabs.push({ value: 'payload', label: 'Payload' });
  const widths = usePaneWidths(layout);

  const columns = (
    <ColumnsPane
      onPick={(pick) => {
        navigate({ pick, row: 0 });
        if (layout === 'one') shownPane.set('payload');
      }}
    />
  );
  const payload = <PayloadPane />;

  return (
    <WorkbenchContext value={state}>
      <DetailContext value={detail}>
        <Preview onReadColumns={onReadColumns}>
          <h1 className="visually-hidden">Map {sourceText(detail.name)}</h1>
          {notice}
          <Group className={styles.workbench} {...widths}>
            {layout === 'three' ? (
              <>
                <Panel id="columns" className={styles.panel} defaultSize="16rem" minSize="10rem">
                  {columns}
                </Panel>
                <Separator aria-label="Width of the columns" className={styles.separator} />
              </>
            ) : null}
            <Panel id="main" className={styles.panel} minSize="20rem">
              {tabs.length === 0 ? null : (
                <Tabs label="Panes" tabs={tabs} value={pane} onChange={shownPane.set} />
              )}
              <div className={styles.panel} {...(tabs.length === 0 ? {} : tabPanel(pane))}>
                {layout !== 'three' && pane === 'columns' ? columns : null}
                {layout === 'three' || pane === 'mapping' ? (
                  <MappingPane onOpenElsewhere={onOpenElsewhere} />
                ) : null}
                {layout === 'one' && pane === 'payload' ? payload : null}
              </div>
            </Panel>
            {layout === 'one' ? null : (
              <>
                <Separator aria-label="Width of the payload" className={styles.separator} />
                <Panel
                  id="payload"
                  className={styles.panel}
                  defaultSize={layout === 'three' ? '35%' : '45%'}
                  minSize="18rem"
                >
                  {payload}
                </Panel>
              </>
            )}
          </Group>
          <ShownDialog />
          <LiveSummary issues={issues} />
        </Preview>
      </DetailContext>
    </WorkbenchContext>
  );
}

interface PreviewProps {
  onReadColumns: () => void;
  children: ReactNode;
}

/** Provides the sample and the preview. A new one renders only what reads it, not all children, and lets keys pass first. */
function Preview({ onReadColumns, children }: PreviewProps) {
  const preview = useDeferredValue(usePreview(useWorkbench(), useStore(urlState), onReadColumns));
  return (
    <SampleContext value={preview.shownSample}>
      <PreviewContext value={preview}>{children}</PreviewContext>
    </SampleContext>
  );
}
