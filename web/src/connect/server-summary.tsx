import type { Connection, Warning } from '@rowhook/contracts';
import { useQuery } from '@tanstack/react-query';
import { Lock, LockOpen, RefreshCw } from 'lucide-react';
import { useState } from 'react';
import { ApiError } from '../api/errors';
import { queries } from '../api/queries';
import { visibleName } from '../lib/visible-text';
import { formatMs } from '../lib/format';
import { Button } from '../ui/button';
import { ExactText } from '../ui/exact-text';
import { ErrorNotice, Notice } from '../ui/notice';
import { UnderstoodChips } from './connect-error';
import styles from './server-summary.module.css';
import { useEncryptConnection } from './use-connect';

interface ServerSummaryProps {
  session: number;
  connection: Connection;
}

/** The connected server and its warnings. */
export function ServerSummary({ session, connection }: ServerSummaryProps) {
  const { server, understood, warnings } = connection;
  const { refetch, isFetching } = useQuery(queries.relations({ session, system: false }));
  const [outcome, setOutcome] = useState<{ ms: number } | ApiError>();
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
          <strong>Connected</strong> to PostgreSQL {server.version} as <code>{visibleName(server.user)}</code>
          , database <code>{visibleName(server.database)}</code>
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
      {outcome instanceof ApiError ? <ErrorNotice failure={outcome} /> : null}
    </section>
  );
}

/** The warnings of a connection, with a button if one fixes them. */
export function ConnectionWarnings({ warnings }: { warnings: readonly Warning[] }) {
  const { mutate, isPending, error } = useEncryptConnection();
  const failure = error instanceof ApiError ? error : undefined;
  return (
    <>
      {warnings.map(({ code, message }) => {
        const isUnencrypted = code === 'not_encrypted';
        return (
          <Notice
            key={code + message}
            tone="warn"
            title={message}
            actions={
              isUnencrypted ? (
                <Button icon={Lock} disabled={isPending} onClick={() => mutate()}>
                  Require encryption
                </Button>
              ) : undefined
            }
          >
            {isUnencrypted ? (
              <p>Turn on ssl on the server, then require encryption here. Until then that fails.</p>
            ) : null}
          </Notice>
        );
      })}
      {failure?.code === 'tls_failed' ? (
        <Notice tone="bad" alert title="The encrypted connection failed.">
          <p>
            <ExactText text={failure.problem?.detail || 'The server offers no TLS.'} /> You are still
            connected without encryption.
          </p>
        </Notice>
      ) : failure === undefined ? null : (
        <ErrorNotice failure={failure} />
      )}
    </>
  );
}
