import type { RelationDetail, RelationName } from '@rowhook/contracts';
import type { UseQueryResult } from '@tanstack/react-query';
import { lazy, Suspense } from 'react';
import { useCancel, wasCancelled } from '../api/cancel';
import { Button } from '../ui/button';
import { FailureNotice } from '../ui/failure-notice';
import { Skeleton } from '../ui/loading';
import { ReadingCancelled, StillReading } from '../ui/still-reading';
import type { MappingStore } from '../workbench/store';
import type { Place } from '../lib/url-state';
import { relationText } from '../lib/relation';
import styles from './app.module.css';

const load = () => import('../workbench/workbench');
const Workbench = lazy(() => load().then((module) => ({ default: module.Workbench })));

/** Fetches the workbench's script ahead of its use. Where it cannot be fetched, the step itself says so. */
export function preloadWorkbench(): void {
  load().catch(() => undefined);
}

interface MapStepProps {
  /** The number of the session. */
  session: number;
  relation: RelationName;
  detail: UseQueryResult<RelationDetail>;
  /** Undefined until the columns are read. */
  store: MappingStore | undefined;
  place: Place;
  onPickAnother: () => void;
}

/** The workbench, once the columns are read, or how far reading them has come. */
export function MapStep({ session, relation, detail, store, place, onPickAnother }: MapStepProps) {
  const cancel = useCancel(['relation', session]);
  const read = () => void detail.refetch();
  if (detail.data !== undefined && store !== undefined) {
    return (
      <Suspense fallback={<Skeleton label="Opening the workbench" lines={10} />}>
        <Workbench
          key={`${session} ${relationText(relation)}`}
          session={session}
          detail={detail.data}
          store={store}
          place={place}
          onReadColumns={read}
        />
      </Suspense>
    );
  }
  if (detail.error !== null) {
    return (
      <div className={styles.failure}>
        <FailureNotice
          failure={detail.error}
          relation={relation}
          actions={
            <>
              <Button onClick={read}>Try again</Button>
              <Button onClick={onPickAnother}>Pick another source</Button>
            </>
          }
        />
      </div>
    );
  }
  if (wasCancelled(detail)) {
    return (
      <div className={styles.failure}>
        <ReadingCancelled onRetry={read} />
      </div>
    );
  }
  return (
    <div className={styles.reading}>
      <StillReading onCancel={cancel} />
      <Skeleton label="Reading the columns" lines={10} />
    </div>
  );
}
