import type { RelationName } from '@rowhook/contracts';
import type { ReactNode } from 'react';
import type { ApiFailure } from '../api/errors';
import { circumstances } from '../api/circumstances';
import { grantSelect } from '../lib/grant';
import { words } from '../api/messages';
import { session } from '../api/connection';
import { useStore } from '../lib/store';
import { CopyButton } from './copy-button';
import styles from './error-notice.module.css';
import { Notice } from './notice';

interface FailureNoticeProps {
  failure: ApiFailure;
  /** The relation that was to be read. */
  relation?: RelationName | undefined;
  /** Whether rows that need no sort could be asked for instead. */
  canSpread?: boolean;
  actions?: ReactNode;
}

/** A failure in the words of its code: what happened, why that usually is, what to do. */
export function FailureNotice({ failure, relation, canSpread, actions }: FailureNoticeProps) {
  const server = useStore(session, ({ connection }) => connection?.server);
  const { problem, code } = failure;
  const { what, why, remedy } = words[code](circumstances(problem, server, relation, canSpread));
  const sql =
    code === 'permission_denied' && relation !== undefined && server !== undefined
      ? grantSelect(relation, server.user)
      : undefined;
  return (
    <Notice tone="bad" title={what} alert actions={actions}>
      <p>{why}</p>
      <p>{remedy}</p>
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
