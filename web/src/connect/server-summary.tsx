import type { Connection } from '@rowhook/contracts';
import { Lock, LockOpen, RefreshCw } from 'lucide-react';
import { useState } from 'react';
import { ApiFailure } from '../api/errors';
import { useRelations } from '../api/relations';
import { Button } from '../ui/button';
import { FailureNotice } from '../ui/failure-notice';
import { formatMs } from '../lib/format';
import { ConnectionWarnings } from './connection-warnings';
import styles from './server-summary.module.css';
import { UnderstoodChips } from './understood-chips';

interface ServerSummaryProps {
  session: number;
  connection: Connection;
}

/** The server that the connection was made to, and what one should know about it. */
export function ServerSummary({ session, connection }: ServerSummaryProps) {
  const { server, understood, warnings } = connection;
  const { refetch, isFetching } = useRelations(session, false);
  const [outcome, setOutcome] = useState<{ ms: number } | ApiFailure>();
  const testAgain = async () => {
    const begun = performance.now();
    const { error } = await refetch();
    setOutcome(error ?? { ms: performance.now() - begun });
  };
  const Shield = server.tls ? Lock : LockOpen;
  return (
    <section className={styles.summary} aria-label="Connected server">
      <div className={styles.line}>
        <p>
          <strong>Connected</strong> to PostgreSQL {server.version} as <code>{server.user}</code>, database{' '}
          <code>{server.database}</code>
          {server.standby ? ', a standby' : ''}, in {formatMs(server.latencyMs)}.
        </p>
        <span className={server.tls ? styles.secure : styles.open}>
          <Shield size={14} aria-hidden /> {server.tls ? 'TLS' : 'no TLS'}
        </span>
      </div>
      <UnderstoodChips understood={understood} />
      <ConnectionWarnings warnings={warnings} />
      <div className={styles.line}>
        <Button icon={RefreshCw} onClick={() => void testAgain()} disabled={isFetching}>
          Test again
        </Button>
        <span role="status">
          {isFetching
            ? 'Testing…'
            : outcome !== undefined && 'ms' in outcome
              ? `It answers, in ${formatMs(outcome.ms)}.`
              : ''}
        </span>
      </div>
      {outcome instanceof ApiFailure ? <FailureNotice failure={outcome} /> : null}
    </section>
  );
}
