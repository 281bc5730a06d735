import type { RelationName } from '@rowhook/contracts';
import { RotateCw } from 'lucide-react';
import { useState, type ReactNode } from 'react';
import { useCancel, wasCancelled } from '../api/cancel';
import { useRelations } from '../api/relations';
import { Button } from '../ui/button';
import { FailureNotice } from '../ui/failure-notice';
import { Notice } from '../ui/notice';
import { Skeleton } from '../ui/loading';
import { ReadingCancelled, StillReading } from '../ui/still-reading';
import { RelationList } from './relation-list';
import styles from './source-panel.module.css';

interface SourcePanelProps {
  session: number;
  database: string;
  /** What one should know about the connection. */
  notices: ReactNode;
  picked: RelationName | undefined;
  onPick: (relation: RelationName) => void;
}

export function SourcePanel({ session, database, notices, picked, onPick }: SourcePanelProps) {
  const [system, setSystem] = useState(false);
  const relations = useRelations(session, system);
  const { data, error, isPending, isFetching, refetch } = relations;
  const cancel = useCancel(['relations', session]);
  return (
    <div className={styles.panel}>
      <div className={styles.head}>
        <h1>Pick a source</h1>
        <label className={styles.system}>
          <input type="checkbox" checked={system} onChange={(event) => setSystem(event.target.checked)} />
          Postgres’s own schemas
        </label>
        <Button look="quiet" icon={RotateCw} onClick={() => void refetch()} disabled={isFetching}>
          Read again
        </Button>
        <div className={styles.notices}>{notices}</div>
      </div>
      {error !== null ? (
        <FailureNotice failure={error} actions={<Button onClick={() => void refetch()}>Try again</Button>} />
      ) : wasCancelled(relations) ? (
        <ReadingCancelled onRetry={() => void refetch()} />
      ) : isPending ? (
        <>
          <StillReading onCancel={cancel} />
          <Skeleton label="Reading the relations" lines={9} />
        </>
      ) : data.length === 0 ? (
        <Notice tone="info" title={`${database} has no tables or views that this login can see.`}>
          <p>Tables may be in another database, or the login lacks USAGE on their schema.</p>
        </Notice>
      ) : (
        <RelationList
          relations={data}
          picked={picked}
          onPick={({ schema, name }) => onPick({ schema, name })}
        />
      )}
    </div>
  );
}
