import type { RelationName } from '@rowhook/contracts';
import { RotateCw } from 'lucide-react';
import { useState, type ReactNode } from 'react';
import { useQuery } from '@tanstack/react-query';
import { queries, queryKey, useCancel, wasCancelled } from '../api/queries';
import { Button } from '../ui/button';
import { ReadingCancelled, Skeleton, StillReading } from '../ui/loading';
import { ErrorNotice, Notice } from '../ui/notice';
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
  const relations = useQuery(queries.relations({ session, system }));
  const { data, error, isPending, isFetching, refetch } = relations;
  const cancel = useCancel(queryKey('relations', { session }));
  return (
    <div className={styles.panel}>
      <div className={styles.head}>
        <h1>Pick a source</h1>
        <label className={styles.system}>
          <input type="checkbox" checked={system} onChange={(event) => setSystem(event.target.checked)} />
          System schemas
        </label>
        <Button look="quiet" icon={RotateCw} onClick={() => void refetch()} disabled={isFetching}>
          Refresh
        </Button>
        <div className={styles.notices}>{notices}</div>
      </div>
      {error !== null ? (
        <ErrorNotice failure={error} actions={<Button onClick={() => void refetch()}>Try again</Button>} />
      ) : wasCancelled(relations) ? (
        <ReadingCancelled onRetry={() => void refetch()} />
      ) : isPending ? (
        <>
          <StillReading onCancel={cancel} />
          <Skeleton label="Reading the tables and views" lines={9} />
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
