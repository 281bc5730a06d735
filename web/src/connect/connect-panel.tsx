import type { Connection } from '@rowhook/contracts';
import { useMutation } from '@tanstack/react-query';
import { Lock, LockOpen, RefreshCw } from 'lucide-react';
import { call } from '../api/client';
import { CONNECTION_EXPIRED } from '../api/messages';
import { session } from '../api/session';
import { formatMs } from '../lib/format';
import { useStore } from '../lib/store';
import { visibleName } from '../lib/visible-text';
import { Button } from '../ui/button';
import { ErrorNotice } from '../requests/error-notice';
import { Notice } from '../ui/notice';
import { ConnectForm } from './connect-form';
import styles from './connect-panel.module.css';
import { ConnectionWarnings } from './connection-warnings';
import { UnderstoodChips } from './understood-chips';

interface ConnectPanelProps {
  /** The relation in the URL, if it waits for a connection. */
  waiting: { name: string; mapped: boolean } | undefined;
}

export function ConnectPanel({ waiting }: ConnectPanelProps) {
  const { connection, expired } = useStore(session);
  return (
    <div className={styles.panel}>
      <div className={styles.intro}>
        <h1>{connection === undefined ? 'Connect to Postgres' : 'Connection'}</h1>
        {connection === undefined ? (
          <p>Pick a table, say where each column goes, and see the exact JSON a webhook would receive.</p>
        ) : null}
      </div>
      {expired !== undefined ? (
        <Notice tone="warn" title={CONNECTION_EXPIRED} alert>
          <p>
            It was to{' '}
            <code>
              {visibleName(expired.user)}@{visibleName(expired.host)}/{visibleName(expired.database)}
            </code>
            . Connect again to go on: your mapping is kept.
          </p>
        </Notice>
      ) : connection === undefined && waiting !== undefined ? (
        <Notice tone="info" title={`Connect to go on with ${waiting.name}.`}>
          <p>
            {waiting.mapped ? 'Your mapping is kept. ' : ''}The address of this page names the table, never
            the database or its password.
          </p>
        </Notice>
      ) : null}
      {connection === undefined ? null : <ServerSummary connection={connection} />}
      <section
        className={styles.card}
        aria-label={connection === undefined ? 'Connect' : 'Connect to another database'}
      >
        {connection === undefined ? null : <h2>Connect to another database</h2>}
        <ConnectForm first={connection === undefined} expired={expired} />
      </section>
    </div>
  );
}

/** The connected server and its warnings. */
function ServerSummary({ connection }: { connection: Connection }) {
  const { server, understood, warnings } = connection;
  const test = useMutation({
    mutationFn: async () => {
      const begun = performance.now();
      // Reads nothing but needs a connection.
      await call('describeSource', { body: { query: 'SELECT 1' } });
      return performance.now() - begun;
    },
  });
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
        <Button icon={RefreshCw} onClick={() => test.mutate()} disabled={test.isPending}>
          Test again
        </Button>
        <span role="status">
          {test.isPending
            ? 'Testing…'
            : test.data === undefined
              ? ''
              : `It responded in ${formatMs(test.data)}.`}
        </span>
      </div>
      {test.error === null ? null : <ErrorNotice error={test.error} />}
    </section>
  );
}
