import type { Session } from '../api/connection';
import { visibleName } from '../lib/visible-text';
import { Notice } from '../ui/notice';
import { ConnectForm } from './connect-form';
import styles from './connect-panel.module.css';
import { ServerSummary } from './server-summary';

interface ConnectPanelProps {
  session: Session;
  /** The relation in the URL, if it waits for a connection. */
  waiting: { name: string; mapped: boolean } | undefined;
}

export function ConnectPanel({ session, waiting }: ConnectPanelProps) {
  const { connection, expired, number } = session;
  return (
    <div className={styles.panel}>
      <div className={styles.intro}>
        <h1>{connection === undefined ? 'Connect to Postgres' : 'Connection'}</h1>
        {connection === undefined ? (
          <p>Pick a table, say where each column goes, and see the exact JSON a webhook would receive.</p>
        ) : null}
      </div>
      {expired !== undefined ? (
        <Notice tone="warn" title="The connection has expired." alert>
          <p>
            It was to{' '}
            <code>
              {visibleName(expired.user)}@{visibleName(expired.host)}/{visibleName(expired.database)}
            </code>
            . Rowhook stores no passwords. Connect again to go on: your mapping is kept.
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
      {connection === undefined ? null : <ServerSummary session={number} connection={connection} />}
      <section
        className={styles.card}
        aria-label={connection === undefined ? 'Connect' : 'Connect to another database'}
      >
        {connection === undefined ? null : <h2>Connect to another database</h2>}
        <ConnectForm first={connection === undefined} again={expired?.use} />
      </section>
    </div>
  );
}
