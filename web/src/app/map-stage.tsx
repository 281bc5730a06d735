import type { UseQueryResult } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { useCancel, wasCancelled } from '../api/queries';
import { sourceText, type SourceDetail, type SourceName } from '../lib/source';
import { navigate } from '../lib/url-state';
import { Button } from '../ui/button';
import { ErrorNotice } from '../requests/error-notice';
import { NotLoaded, lazyPart } from '../ui/lazy-part';
import { ReadingCancelled, StillReading } from '../requests/reading';
import { Skeleton } from '../ui/skeleton';
import type { OpenElsewhere } from '../workbench/export/open-mapping';
import { sourceKey } from '../workbench/stored-drafts';
import type { WorkbenchState } from '../workbench/workbench-state';
import styles from './app.module.css';

const Workbench = lazyPart(
  async () => ({ default: (await import('../workbench/workbench')).Workbench }),
  <Skeleton label="Opening the workbench" lines={10} />,
);

interface MapStageProps {
  sourceName: SourceName;
  detail: UseQueryResult<SourceDetail>;
  /** Undefined until the columns are read. */
  workbench: WorkbenchState | undefined;
  /** Loads the script of the mappings again; undefined unless that failed. */
  onLoadAgain: (() => void) | undefined;
  /** Stands above the workbench. */
  notice: ReactNode;
  onOpenElsewhere: OpenElsewhere;
}

/** The workbench once the columns are read; until then their progress. */
export function MapStage(props: MapStageProps) {
  const { sourceName, detail, workbench, onLoadAgain, notice, onOpenElsewhere } = props;
  const cancel = useCancel('relation', 'description');
  const read = () => void detail.refetch();
  if (detail.data !== undefined && workbench !== undefined) {
    return (
      <Workbench
        key={sourceKey(sourceName)}
        detail={detail.data}
        state={workbench}
        notice={notice}
        onReadColumns={read}
        onOpenElsewhere={onOpenElsewhere}
      />
    );
  }
  const heading = <h1 className="visually-hidden">Map {sourceText(sourceName)}</h1>;
  if (detail.error !== null) {
    return (
      <div className={styles.failure}>
        {heading}
        <ErrorNotice
          error={detail.error}
          sourceName={sourceName}
          actions={
            <>
              <Button onClick={read}>Try again</Button>
              <Button onClick={() => navigate({ opened: 'source' })}>
                {sourceName === 'query' ? 'Edit the query' : 'Pick another source'}
              </Button>
            </>
          }
        />
      </div>
    );
  }
  if (onLoadAgain !== undefined) {
    return (
      <div className={styles.failure}>
        {heading}
        <NotLoaded onRetry={onLoadAgain} />
      </div>
    );
  }
  if (wasCancelled(detail)) {
    return (
      <div className={styles.failure}>
        {heading}
        <ReadingCancelled onRetry={read} />
      </div>
    );
  }
  return (
    <div className={styles.reading}>
      {heading}
      <StillReading onCancel={cancel} />
      <Skeleton label="Reading the columns" lines={10} />
    </div>
  );
}
