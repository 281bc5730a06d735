import type { ReactNode } from 'react';
import type { ApiError } from '../api/errors';
import { messageContext, messages } from '../api/messages';
import { session } from '../api/session';
import { grantSelect } from '../lib/relation';
import type { SourceName } from '../lib/source';
import { useStore } from '../lib/store';
import { visibleText } from '../lib/visible-text';
import { CopyButton } from '../ui/button';
import { ExactText } from '../ui/exact-text';
import { Notice } from '../ui/notice';
import styles from './error-notice.module.css';

interface ErrorNoticeProps {
  error: ApiError;
  /** The source that was to be read. */
  sourceName?: SourceName | undefined;
  /** Whether rows that need no sort could be read instead. */
  canSpread?: boolean;
  actions?: ReactNode;
}

/** The message of an error: what happened, the usual reason, and what to do. */
export function ErrorNotice({ error, sourceName, canSpread, actions }: ErrorNoticeProps) {
  const server = useStore(session, ({ connection }) => connection?.server);
  const { problem, code } = error;
  const { what, why, remedy } = messages[code](messageContext(problem, server, sourceName, canSpread));
  const sql =
    code === 'permission_denied' && typeof sourceName === 'object' && server !== undefined
      ? grantSelect(sourceName, server.user)
      : undefined;
  return (
    <Notice tone="bad" title={visibleText(what)} alert actions={actions}>
      <p>
        <ExactText text={why} />
      </p>
      <p>
        <ExactText text={remedy} />
      </p>
      {sql === undefined ? null : (
        <div className={styles.sql}>
          <code>{sql}</code>
          <CopyButton label="Copy SQL" text={() => sql} />
        </div>
      )}
      <p className={styles.code}>
        {code}
        {problem?.sqlstate === undefined ? '' : ` · SQLSTATE ${problem.sqlstate}`}
        {code === 'internal' && problem !== undefined ? ` · request ${problem.requestId}` : ''}
      </p>
    </Notice>
  );
}
